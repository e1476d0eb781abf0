using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace ManifestLint.Cli.Tests.Reporters.Browser;

/// <summary>The HTML report with its script running.</summary>
public sealed class HtmlFilterTests : IDisposable
{
    private readonly Workspace _workspace = new();

    public void Dispose() => _workspace.Dispose();

    [Theory]
    [InlineData("", "5 findings in 3 files", 5, "k8s/api.yaml k8s/shop.yaml k8s/sub/shop.yaml")]
    [InlineData("#severity=error", "2 of 5 findings in 2 of 3 files", 2, "k8s/shop.yaml k8s/sub/shop.yaml")]
    [InlineData("#severity=error,warning&file=SHOP", "3 of 5 findings in 2 of 3 files", 3, "k8s/shop.yaml k8s/sub/shop.yaml")]
    [InlineData("#rule=ML2901", "2 of 5 findings in 2 of 3 files", 2, "k8s/api.yaml k8s/shop.yaml")]
    [InlineData("#severity=warning&rule=container-name&file=api", "1 of 5 findings in 1 of 3 files", 1, "k8s/api.yaml")]
    [InlineData("#rule=ML9999", "No finding of 5 matches", 0, "")]
    [InlineData("#file-2", "5 findings in 3 files", 5, "k8s/api.yaml k8s/shop.yaml k8s/sub/shop.yaml")]
    public void An_address_opens_a_filtered_view(string fragment, string status, int shown, string files)
    {
        PageState page = PageState.Open(WriteReport(), fragment);

        Assert.True(page.HasFilter);
        Assert.Equal(status, page.Status);
        Assert.Equal(shown, page.Shown.Length);
        Assert.Equal(files, string.Join(' ', page.Files));
    }

    [Fact]
    public void Names_in_manifests_run_nothing_and_load_nothing()
    {
        using var server = new TcpListener(IPAddress.Loopback, 0);
        server.Start();
        string address = $"http://127.0.0.1:{((IPEndPoint)server.LocalEndpoint).Port}";
        string name = $"</script></style><script src={address}/a.js></script><img src={address}/b.png onerror=fetch('{address}/c')><link rel=stylesheet href={address}/d.css>";
        _workspace.Write("k8s/x.yaml", $"apiVersion: v1\nkind: Pod\nmetadata: {{name: x}}\nspec:\n  containers:\n    - name: \"{name}\" # {name}\n");

        PageState page = PageState.Open(Lint(), "");

        Assert.Equal("1 finding in 1 file", page.Status);
        Assert.False(server.Pending());
    }

    [Fact]
    public void Ten_thousand_findings_can_be_filtered()
    {
        var manifests = new StringBuilder();
        for (int i = 0; i < 5_000; i++)
            manifests.Append(CultureInfo.InvariantCulture, $"---\napiVersion: v1\nkind: Pod\nmetadata: {{name: pod-{i}}}\nspec:\n  containers:\n    - name: a\n    - name: b\n");
        _workspace.Write("k8s/pods.yaml", manifests.ToString());
        _workspace.Write("k8s/web.yaml", Manifests.Deployment("web", "web-ok", replicas: 1));

        PageState page = PageState.Open(Lint(), "#severity=error");

        Assert.Equal("1 of 10001 findings in 1 of 2 files", page.Status);
        Assert.Single(page.Shown);
    }

    [Fact]
    public void What_is_chosen_is_shown_and_kept_in_the_address()
    {
        string path = WriteReport();

        JsonElement page = PageState.Act(path, "", "warning", "info", "file=sub");
        Assert.Equal("1 of 5 findings in 1 of 3 files", page.GetProperty("status").GetString());
        Assert.Equal("#severity=error&file=sub", page.GetProperty("address").GetString());

        page = PageState.Act(path, "", "rule=ML2901", "reset");
        Assert.Equal("5 findings in 3 files", page.GetProperty("status").GetString());
        Assert.Equal("", page.GetProperty("address").GetString());
        Assert.Equal("file", page.GetProperty("focused").GetString());
    }

    [Fact]
    public void A_link_leads_to_what_a_filter_hides_and_opens_what_is_folded()
    {
        string path = WriteReport();
        string hidden = PageState.Act(path, "#severity=warning").GetProperty("shown")[0].GetString()!;

        JsonElement page = PageState.Act(path, "#severity=error", $"#{hidden}");
        Assert.Equal("5 findings in 3 files", page.GetProperty("status").GetString());
        Assert.Equal(hidden, page.GetProperty("scrolled").GetString());

        page = PageState.Act(path, "#severity=error", "#ML2901");
        Assert.Equal("2 of 5 findings in 2 of 3 files", page.GetProperty("status").GetString());
        Assert.Equal("ML2901", Assert.Single(page.GetProperty("opened").EnumerateArray()).GetString());
    }

    // One warning and one info; one error and one warning; one error.
    private string WriteReport()
    {
        _workspace.Write("k8s/api.yaml", Manifests.Deployment("api") + "---\n" + Manifests.Service("api", "api"));
        _workspace.Write("k8s/shop.yaml", Manifests.Deployment("shop", replicas: 1));
        _workspace.Write("k8s/sub/shop.yaml", Manifests.Deployment("sub", "sub-ok", replicas: 1));
        return Lint();
    }

    private string Lint()
    {
        CommandResult result = _workspace.Run("lint", "k8s", "-q", "--output", "html=report.html");
        Assert.Equal(ExitCode.Findings, result.ExitCode);
        return _workspace.PathOf("report.html");
    }
}
