using ManifestLint.Cli.Inputs;

namespace ManifestLint.Cli.Tests;

/// <summary>The smoke test of the native binary writes through it; here is what goes wrong.</summary>
public sealed class DescriptorStreamTests
{
    [Fact]
    public void A_closed_descriptor_is_trouble_with_the_file()
    {
        if (OperatingSystem.IsWindows())
            return;

        using var stream = new DescriptorStream(-1);

        IOException exception = Assert.Throws<IOException>(() => stream.Write("x"u8));
        Assert.Equal("Bad file descriptor", FileTrouble.Describe("", exception));
    }
}
