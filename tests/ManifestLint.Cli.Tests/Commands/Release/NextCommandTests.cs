namespace ManifestLint.Cli.Tests.Commands.Release;

/// <summary>The commands that follow can be typed as they are shown.</summary>
public sealed class NextCommandTests
{
    private const string Set = """
        {apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {selector: {app: shop, pool: red}, ports: [{port: 80}]}}
        ---
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: one}, spec: {replicas: 2, selector: {matchLabels: {app: shop, pool: red}}, template: {metadata: {labels: {app: shop, pool: red}}, spec: {containers: [{name: shop, image: 'shop:1', readinessProbe: {tcpSocket: {port: 80}}}]}}}}
        ---
        {apiVersion: apps/v1, kind: Deployment, metadata: {name: two}, spec: {replicas: 2, selector: {matchLabels: {app: shop, pool: black}}, template: {metadata: {labels: {app: shop, pool: black}}, spec: {containers: [{name: shop, image: 'shop:2', readinessProbe: {tcpSocket: {port: 80}}}]}}}}

        """;

    [Theory]
    [InlineData("status")]
    [InlineData("switch --to black")]
    public void They_name_the_label_that_was_named(string command)
    {
        using var workspace = new Workspace();
        workspace.Write("set.yaml", Set);

        CommandResult result = workspace.Run(["release", .. command.Split(' '), "set.yaml", "--color-label", "pool"]);
        string next = result.Output.Split('\n').First(line => line.StartsWith("next:", StringComparison.Ordinal));

        Assert.Contains("set.yaml --color-label pool", next, StringComparison.Ordinal);
        Assert.Equal(ExitCode.Clean, workspace.Run([.. next.Split("  ", StringSplitOptions.RemoveEmptyEntries)[1].Trim().Split(' ').Skip(1)]).ExitCode);
    }
}
