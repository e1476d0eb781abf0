using ManifestLint.Rules;

namespace ManifestLint.Cli.Tests.Reporters;

/// <summary>A log is read by more people than a file: no excerpt in it shows what a Secret holds, however it is written.</summary>
public sealed class SecretExcerptTests
{
    [Theory]
    [InlineData("{apiVersion: v1, kind: Secret, metadata: {name: a, nme: x}, stringData: {password: hunter2}}\n")]
    [InlineData("{\"apiVersion\": \"v1\", \"kind\": \"Secret\", \"metadata\": {\"name\": \"a\", \"nme\": \"x\"}, \"data\": {\"password\": \"hunter2\"}}\n")]
    [InlineData("{apiVersion: v1, kind: List, items: [{apiVersion: v1, kind: Pod, nme: x, metadata: {name: p}}, {apiVersion: v1, kind: Secret, metadata: {name: a}, stringData: {p: hunter2}}]}\n")]
    [InlineData("apiVersion: v1\nkind: Secret\nmetadata: {name: a}\nstringData:\n  password: x\n  password: hunter2\n")]
    public void What_a_Secret_holds_is_in_no_excerpt(string manifest)
    {
        using var workspace = new Workspace { Rules = [.. RuleCatalog.CreateRules().Where(rule => rule.Descriptor.Category == "reading"), new FieldRule()] };
        workspace.Write("a.yaml", manifest);

        CommandResult result = workspace.Run("lint");

        Assert.Equal(ExitCode.Findings, result.ExitCode);
        Assert.DoesNotContain("no findings", result.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("hunter2", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public void The_other_lines_of_a_Secret_are_shown()
    {
        using var workspace = new Workspace { Rules = [new FieldRule()] };
        workspace.Write("a.yaml", "apiVersion: v1\nkind: Secret\nmetadata: {name: a, nme: x}\nstringData: {password: hunter2}\n");

        Assert.Contains("metadata: {name: a, nme: x}", workspace.Run("lint").Output, StringComparison.Ordinal);
    }
}
