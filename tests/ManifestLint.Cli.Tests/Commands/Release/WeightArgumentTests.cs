using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.Commands.Release;

/// <summary>What a weight may look like.</summary>
public sealed class WeightArgumentTests
{
    [Theory]
    [InlineData("+10", "the weight '+10' looks as if it were to be added; say the share that the canary shall have, from 0 to 100")]
    [InlineData("10%", "the weight '10%' is no whole percentage from 0 to 100; leave the % away")]
    public void A_weight_is_an_absolute_percentage(string weight, string message)
    {
        using var workspace = new Workspace();
        foreach (string path in Directory.EnumerateFiles(RepositoryRoot.Combine("tests", "samples", "release", "canary")))
            workspace.Write(Path.GetFileName(path), File.ReadAllText(path));

        CommandResult result = workspace.Run("release", "weight", ".", weight);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(message, result.Error, StringComparison.Ordinal);
    }
}
