using ManifestLint.Yaml.Editing;

namespace ManifestLint.Cli.Tests.Commands.Release;

/// <summary>Holds our edits of text to what kubectl makes of the objects. Runs where kubectl is.</summary>
public sealed class KubectlAgreementTests
{
    private const string Deploy = $"release deploy k8s --image {ReleaseWorkspace.Next}";
    private const string Switch = "release switch k8s --to green";

    // Every command is printed as patches, then carried out; the patches have to make the same objects of the old ones.
    [Theory]
    [InlineData("blue-green", Deploy, Switch, "release rollback k8s", Switch, "release retire k8s", "release rollback k8s --to blue --start-old", "release rollback k8s", "release promote k8s")]
    [InlineData("blue-green-hpa", Deploy, Switch, "release promote k8s", "release rollback k8s --to blue --start-old", "release rollback k8s", "release retire k8s")]
    [InlineData("single-file", Deploy, Switch, "release retire k8s")]
    [InlineData("canary", Deploy, "release weight k8s 25", "release weight k8s 60 --phase grow", "release weight k8s 60 --phase shrink", "release promote k8s --phase template", "release promote k8s --phase scale", "release promote k8s --phase cleanup", "release weight k8s 10 --force", "release retire k8s")]
    [InlineData("canary", Deploy, "release weight k8s 25", "release rollback k8s", "release weight k8s 50", "release promote k8s")]
    public void Patches_make_the_objects_that_the_files_hold(string sample, params string[] commands)
    {
        if (!Kubectl.IsThere)
            return;

        using Workspace workspace = ReleaseWorkspace.Create(sample);
        foreach (string command in commands)
            AssertPatches(workspace, command);
    }

    [Fact]
    public void A_promoted_template_is_the_same_by_patch()
    {
        if (!Kubectl.IsThere)
            return;

        const string Canary = "k8s/deployment-canary.yaml";
        const string Probe = "          readinessProbe:\n";
        using Workspace workspace = ReleaseWorkspace.Create("canary").After(Deploy, "release weight k8s 20")
            .WithEdit(Canary, Probe, $"          env:\n            - name: MODE\n              value: \"it's on\"\n            - name: LEVEL\n              value: '2'\n{Probe}")
            .WithEdit(Canary, "        track: canary\n    spec:\n", "        track: canary\n        tier: \"1\"\n      annotations:\n        example.com/a-b: |\n          two\n          lines\n    spec:\n")
            .WithEdit(Canary, "              path: /ready\n", "              path: /ready?a=b&c=\"d\"\n")
            .WithEdit(Canary, "              cpu: 200m\n", "")
            .WithEdit(Canary, "      terminationGracePeriodSeconds: 45\n", "      volumes: [{name: tmp, emptyDir: {sizeLimit: 1Gi}}]\n")
            .WithEdit(Canary, "          lifecycle:\n            preStop:\n              sleep:\n                seconds: 10\n", "          securityContext: {runAsNonRoot: true, runAsUser: 1000}\n")
            .WithEdit(Canary, "              memory: 128Mi\n            limits:\n              memory: 128Mi\n", "              memory: 256Mi\n            limits:\n              memory: 256Mi\n        - name: proxy\n          image: registry.example.com/proxy:2\n          readinessProbe: {tcpSocket: {port: 9090}}\n");

        AssertPatches(workspace, "release promote k8s");
        AssertPatches(workspace, "release deploy k8s --image shop=registry.example.com/shop:1.6.0 --image proxy=registry.example.com/proxy:3");
    }

    [Fact]
    public void A_patch_refuses_an_object_that_is_another_by_now()
    {
        if (!Kubectl.IsThere)
            return;

        using Workspace workspace = ReleaseWorkspace.Create("blue-green").After(Deploy);
        string patch = PatchesOf(workspace, Switch)["service shop"];
        string switched = Kubectl.Documents(workspace.After(Switch).Read("k8s/service.yaml"))["service shop"];

        string message = Assert.ThrowsAny<Exception>(() => Patch(switched, patch)).Message;

        Assert.Contains("testing value /spec/selector/color failed", message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_switch_is_what_set_selector_does()
    {
        if (!Kubectl.IsThere)
            return;

        using Workspace workspace = ReleaseWorkspace.Create("blue-green").After(Deploy);
        Dictionary<string, string> before = Kubectl.Documents(workspace.Read("k8s/service.yaml"));

        Dictionary<string, YamlValue> after = Kubectl.Objects(workspace.After(Switch).Read("k8s/service.yaml"));

        foreach ((string name, string colour) in (ReadOnlySpan<(string, string)>)[("service shop", "green"), ("service shop-preview", "blue")])
            Assert.Equal(Kubectl.Objects(Kubectl.Run(before[name], "set", "selector", "--local", "-f", "-", "-o", "yaml", $"app=shop,color={colour}"))[name], after[name]);
    }

    [Theory]
    [InlineData("canary", "deployment-canary", "1.5.0")]
    [InlineData("blue-green", "deployment-green", "1.6.0")]
    [InlineData("blue-green-hpa", "deployment-green", "1.6.0")]
    public void A_deployment_is_what_set_image_does(string sample, string file, string version)
    {
        if (!Kubectl.IsThere)
            return;

        using Workspace workspace = ReleaseWorkspace.Create(sample);
        // The first deployment starts the idle side too.
        if (sample != "canary")
            workspace.After(Deploy);
        string before = workspace.Read($"k8s/{file}.yaml");

        workspace.After($"release deploy k8s --image registry.example.com/shop:{version}");

        string expected = Kubectl.Run(before, "set", "image", "--local", "-f", "-", "-o", "yaml", $"shop=registry.example.com/shop:{version}");
        Assert.Equal(Kubectl.Objects(expected), Kubectl.Objects(workspace.Read($"k8s/{file}.yaml")));
    }

    [Fact]
    public void A_kustomize_base_builds_to_what_its_files_hold()
    {
        if (!Kubectl.IsThere)
            return;

        using Workspace workspace = ReleaseWorkspace.Create("blue-green");
        string[] blue = workspace.Read("k8s/deployment-blue.yaml").Split('\n');
        Directory.Delete(workspace.PathOf("k8s"), recursive: true);
        workspace.Write("shop.yaml", string.Join('\n', blue.Where(line => !line.Contains("color: blue", StringComparison.Ordinal))).Replace("shop-blue", "shop", StringComparison.Ordinal) + "---\n" + Manifests.Service("shop", "shop").Replace("{port: 80}", "{name: http, port: 80, targetPort: http}", StringComparison.Ordinal));
        workspace.After("new blue-green shop.yaml --layout kustomize -o k8s --with pdb -q");
        foreach (string command in (string[])["release status k8s", Deploy, Switch, "release retire k8s"])
        {
            workspace.After(command);
            Dictionary<string, YamlValue> built = Kubectl.Objects(Kubectl.Run("", "kustomize", workspace.PathOf("k8s/base")));
            Dictionary<string, YamlValue> written = workspace.FilesIn("k8s/base").Where(file => file.EndsWith(".yaml", StringComparison.Ordinal) && file != "kustomization.yaml")
                .SelectMany(file => Kubectl.Objects(workspace.Read($"k8s/base/{file}"))).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
            Assert.Contains("service shop", built.Keys);
            Assert.Equal(written, built);
        }
    }

    private static void AssertPatches(Workspace workspace, string command)
    {
        Dictionary<string, string> patches = PatchesOf(workspace, command);
        Dictionary<string, string> before = All(workspace).SelectMany(Kubectl.Documents).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        Dictionary<string, YamlValue> after = All(workspace.After(command)).SelectMany(Kubectl.Objects).ToDictionary(pair => pair.Key, pair => pair.Value, StringComparer.Ordinal);
        Assert.NotEmpty(patches);
        foreach ((string name, YamlValue wanted) in after)
        {
            string patched = patches.TryGetValue(name, out string? patch) ? Patch(before[name], patch) : before[name];
            Assert.True(wanted.Equals(Kubectl.Objects(patched)[name]), $"{command}\n{patch}\n{wanted}\n{Kubectl.Objects(patched)[name]}");
        }
    }

    private static string[] All(Workspace workspace) => [.. workspace.Texts().Values];

    // By kind and name: kubectl patch KIND NAME --type=json -p PATCH.
    private static Dictionary<string, string> PatchesOf(Workspace workspace, string command) =>
        workspace.Run([.. command.Split(' '), "--emit", "patch"]).Output.Split('\n').Where(line => line.StartsWith("kubectl patch ", StringComparison.Ordinal)).Select(Kubectl.Words).ToDictionary(
            words => words is ["patch", var kind, var name, "--type=json", "-p", _] ? $"{kind} {name}" : throw new InvalidOperationException(string.Join(' ', words)),
            words => words[^1],
            StringComparer.Ordinal);

    private static string Patch(string manifest, string patch) => Kubectl.Run(manifest, "patch", "--local", "-f", "-", "--type=json", "-o", "yaml", "-p", patch);
}
