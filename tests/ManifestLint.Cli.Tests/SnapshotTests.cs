namespace ManifestLint.Cli.Tests;

public sealed class SnapshotTests
{
    [Fact]
    public void Every_snapshot_belongs_to_a_test()
    {
        string[] tests = [.. typeof(SnapshotTests).Assembly.GetTypes().SelectMany(type => type.GetMethods(), (type, method) => $"{type.Name}.{method.Name}")];

        Assert.All(Snapshot.All, file => Assert.Contains(tests, test => file == $"{test}.verified.txt" || file.StartsWith($"{test}_", StringComparison.Ordinal)));
    }
}
