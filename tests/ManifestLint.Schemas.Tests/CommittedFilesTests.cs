using ManifestLint.Schemas.Generator.Commands;

namespace ManifestLint.Schemas.Tests;

/// <summary>Holds the committed schema files to what <c>verify</c> asks of them.</summary>
public sealed class CommittedFilesTests
{
    [Fact]
    public void The_committed_files_are_what_the_generator_writes()
    {
        var output = new StringWriter();

        int exitCode = VerifyCommand.Run(new RepositoryPaths(ManifestLint.Tests.RepositoryRoot.Path), cacheFolder: null, output);

        Assert.True(exitCode == 0, output.ToString());
    }
}
