namespace ManifestLint.Cli.Tests.Commands;

/// <summary><c>schema show</c>.</summary>
public sealed class SchemaCommandTests
{
    [Theory]
    [InlineData("strategy", "apps/v1 Deployment spec.strategy")]
    [InlineData("old-stateful-set", "StatefulSet spec --kubernetes-version 1.30")]
    [InlineData("range", "v1 Service spec --kubernetes-version 1.29-1.34")]
    [InlineData("ports", "po spec.containers[0].ports")]
    [InlineData("service", "svc")]
    [InlineData("canary", "argoproj.io/v1alpha1 Rollout .spec.strategy.canary")]
    [InlineData("hand-written", "Canary")]
    [InlineData("metadata-of-a-custom-resource", "Rollout metadata.labels")]
    public void Fields_are_shown(string name, string arguments)
    {
        using var workspace = new Workspace();

        CommandResult result = workspace.Run(["schema", "show", .. arguments.Split(' ')]);

        Assert.Equal(ExitCode.Clean, result.ExitCode);
        Snapshot.Match(result.Output, name);
    }

    [Theory]
    [InlineData("Deploymnt", "No schema of a kind 'Deploymnt'. Did you mean 'Deployment'?")]
    [InlineData("v1 Deployment", "No schema of Deployment in 'v1'; it is in apps/v1")]
    [InlineData("Deployment spec.stragegy", "spec has no field 'stragegy'. Did you mean 'strategy'?")]
    [InlineData("Deployment specs", "Deployment has no field 'specs'. Did you mean 'spec'?")]
    [InlineData("Deployment spec.replicas.x", "spec.replicas has no field 'x'; it has no fields of its own")]
    public void What_does_not_exist_is_an_error_with_a_suggestion(string arguments, string expected)
    {
        using var workspace = new Workspace();

        CommandResult result = workspace.Run(["schema", "show", .. arguments.Split(' ')]);

        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
        Assert.Contains(expected, result.Error, StringComparison.Ordinal);
        Assert.Equal("", result.Output);
    }
}
