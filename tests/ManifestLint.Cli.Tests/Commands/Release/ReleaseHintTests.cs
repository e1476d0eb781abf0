using ManifestLint.Tests;

namespace ManifestLint.Cli.Tests.Commands.Release;

/// <summary>Commands that outputs and pages name: they can be run as they stand.</summary>
public sealed class ReleaseHintTests
{
    [Fact]
    public void The_next_commands_name_the_label_that_was_named()
    {
        using Workspace workspace = Make("--colors", "left,right", "--color-label", "lane");

        string page = workspace.Read("k8s/README.md");
        string status = workspace.Run("release", "status", "k8s", "--color-label", "lane").Output;
        string deploy = workspace.Run("release", "deploy", "k8s", "--color-label", "lane", "--image", "reg.example.com/shop:1.5.0").Output;

        Assert.Contains("manifestlint release deploy . --color-label lane --image NEW-IMAGE", page, StringComparison.Ordinal);
        Assert.Contains("manifestlint release rollback . --color-label lane --to left --start-old", page, StringComparison.Ordinal);
        Assert.Contains("manifestlint release deploy k8s --color-label lane --image REFERENCE", status, StringComparison.Ordinal);
        Assert.Contains("manifestlint release switch k8s --color-label lane --to right", deploy, StringComparison.Ordinal);
    }

    [Fact]
    public void With_an_autoscaler_the_page_waits_for_all_pods()
    {
        using Workspace workspace = Make("--hpa", "3..10@70");

        string page = workspace.Read("k8s/README.md");

        Assert.Contains("kubectl apply -f deployment-blue.yaml -f hpa.yaml\nkubectl wait deployment/shop-blue --for=jsonpath='{.status.readyReplicas}'=3 ", page, StringComparison.Ordinal);
        Assert.Contains("kubectl wait deployment/shop-green --for=jsonpath='{.status.readyReplicas}'=3 ", page, StringComparison.Ordinal);
        Assert.Contains("write the new `image` and take `replicas` out", page, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_beside_the_set_is_told_from_it()
    {
        using Workspace workspace = Make();

        CommandResult result = workspace.Run("release", "status", "shop.yaml", "k8s");

        Assert.Equal(
            "manifestlint: shop.yaml holds no part of a release set; beside it is shop (shop-blue in k8s/deployment-blue.yaml:5, shop-green in k8s/deployment-green.yaml:5)\n"
            + "  try: give one of those files, or the directory\n",
            result.Error);
        Assert.Equal(ExitCode.WrongUse, result.ExitCode);
    }

    [Fact]
    public void Nothing_is_said_of_a_Deployment_that_never_was()
    {
        using var workspace = new Workspace();

        CommandResult result = workspace.Run("new", "blue-green", "--image", "reg.example.com/shop:1.4.0");

        Assert.DoesNotContain("not a part of the set", result.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("the ones they were made from", workspace.Read("shop/README.md"), StringComparison.Ordinal);
    }

    private static Workspace Make(params string[] options)
    {
        var workspace = new Workspace();
        workspace.Write("shop.yaml", File.ReadAllText(RepositoryRoot.Combine("tests", "samples", "release", "walkthrough", "shop.yaml")));
        Assert.Equal(ExitCode.Clean, workspace.Run(["new", "blue-green", "shop.yaml", "-o", "k8s", .. options]).ExitCode);
        return workspace;
    }
}
