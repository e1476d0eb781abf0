namespace ManifestLint.Cli.Tests.Commands.Release;

/// <summary>What is not done, each with the words that a user gets: where, what, what was expected and what would help.</summary>
public sealed class ReleaseRefusalTests
{
    private const string Deploy = $"release deploy k8s --image {ReleaseWorkspace.Next}";
    private const string BlueFile = "k8s/deployment-blue.yaml";
    private const string GreenFile = "k8s/deployment-green.yaml";
    private const string StableFile = "k8s/deployment-stable.yaml";
    private const string ServiceFile = "k8s/service.yaml";
    private const string Switch = "release switch k8s --to green";
    private const string Red = "k8s/deployment-red.yaml";
    private const string Live = "    color: blue # the switch\n";

    [Fact]
    public void Sets_that_are_none() => Snapshot.Match(
        Case("no manifest", workspace => Only(workspace), "release status k8s")
        + Case("no Deployment", workspace => Only(workspace, "service.yaml"), Switch)
        + Case("one Deployment", workspace => Only(workspace, "service.yaml", "deployment-blue.yaml"), Switch)
        + Case("StatefulSets", workspace => workspace.WithEdit(BlueFile, "kind: Deployment", "kind: StatefulSet").WithEdit(GreenFile, "kind: Deployment", "kind: StatefulSet"), Switch)
        + Case("three colours", workspace => workspace.Write(Red, workspace.Read(GreenFile).Replace("green", "red", StringComparison.Ordinal)), Switch, "release status k8s")
        + Case("another label", _ => { }, "release status k8s --color-label pool", "release status k8s --track-label color", "release status k8s --color-label color --track-label track")
        + Case("the strategy of the other kind", _ => { }, "release weight k8s 10", "release switch canary --to canary")
        + Case("a Rollout", workspace =>
        {
            Only(workspace, "service.yaml");
            workspace.Write("k8s/rollout.yaml", "apiVersion: argoproj.io/v1alpha1\nkind: Rollout\nmetadata: {name: shop}\nspec: {}\n");
        }, Switch));

    [Fact]
    public void Services_that_cannot_be_switched() => Snapshot.Match(
        Case("no Service", workspace => Only(workspace, "deployment-blue.yaml", "deployment-green.yaml"), Switch)
        + Case("no selector", workspace => workspace.WithEdit(ServiceFile, $"  selector:\n    app: shop\n{Live}", ""), Switch)
        + Case("headless", workspace => workspace.WithEdit(ServiceFile, $"spec:\n  selector:\n    app: shop\n{Live}", $"spec:\n  clusterIP: None\n  selector:\n    app: shop\n{Live}"), Switch)
        + Case("ExternalName", workspace => workspace.WithEdit(ServiceFile, $"spec:\n  selector:\n    app: shop\n{Live}", $"spec:\n  type: ExternalName\n  externalName: shop.example.com\n  selector:\n    app: shop\n{Live}"), Switch)
        + Case("both colours live", workspace => workspace.WithEdit(ServiceFile, Live, ""), Switch, "release retire k8s", "release status k8s")
        + Case("neither colour live", workspace => workspace.WithEdit(ServiceFile, Live, "    color: red\n"), Switch)
        + Case("Services that disagree", workspace => workspace.Write("k8s/admin.yaml", "apiVersion: v1\nkind: Service\nmetadata: {name: admin}\nspec: {selector: {app: shop, color: green}, ports: [{port: 81, targetPort: http}]}\n"), Switch)
        + Case("an overlay decides", workspace =>
        {
            workspace.Write("k8s/kustomization.yaml", "resources: [deployment-blue.yaml, deployment-green.yaml, service.yaml]\npatches: [{path: patch.yaml}]\n");
            workspace.Write("k8s/patch.yaml", "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: shop-green}\nspec: {replicas: 3}\n");
        }, Switch)
        + Case("another label of the selector", workspace => workspace.After(Deploy).WithEdit(ServiceFile, $"    app: shop\n{Live}", $"    app: shop\n    tier: web\n{Live}").WithEdit(BlueFile, "        app: shop\n        color: blue\n    spec:", "        app: shop\n        tier: web\n        color: blue\n    spec:"), Switch));

    [Fact]
    public void Sides_that_cannot_serve() => Snapshot.Match(
        Case("no such colour", _ => { }, "release switch k8s --to purple", "release rollback k8s --to purple")
        + Case("no pods", _ => { }, Switch)
        + Case("the same version", workspace => workspace.After("release deploy k8s --image registry.example.com/shop:1.4.0 --force"), "release deploy k8s --image registry.example.com/shop:1.4.0", Switch)
        + Case("fewer pods", workspace => workspace.After($"{Deploy} --replicas 3"), Switch)
        + Case("no probe", workspace => workspace.After(Deploy).WithEdit(GreenFile, "readinessProbe", "livenessProbe"), Switch)
        + Case("another port", workspace => workspace.After(Deploy).WithEdit(GreenFile, "name: http", "name: web").WithEdit(GreenFile, "port: http", "port: web"), Switch)
        + Case("a release that is not over", workspace => workspace.After(Deploy, Switch), "release deploy k8s --image registry.example.com/shop:1.6.0")
        + Case("no memory of the last switch", workspace => workspace.WithEdit(ServiceFile, "    manifestlint.dev/previous: blue\n", "").After(Deploy, Switch), "release rollback k8s", "release rollback k8s --to blue --dry-run -q")
        + Case("the old side is parked", workspace => workspace.After(Deploy, Switch, "release retire k8s"), "release rollback k8s --to blue")
        + Case("an error of the rules", workspace => workspace.After(Deploy).WithEdit(ServiceFile, "targetPort: http", "targetPort: 99999"), Switch)
        + Case("too few pods left by a quota", workspace => workspace.Write("k8s/quota.yaml", "apiVersion: v1\nkind: ResourceQuota\nmetadata: {name: team}\nspec: {hard: {requests.cpu: '1'}}\n"), Deploy));

    [Fact]
    public void Weights_that_are_none() => Snapshot.Match(
        Canary("no weight", _ => { }, "release weight k8s 101", "release weight k8s -5", "release weight k8s 12.5", "release weight k8s 30%", "release weight k8s all", "release weight k8s", "release weight k8s 10 --phase groww", "release weight k8s 10 --total many", "release weight k8s 10 --total -1")
        + Canary("one replica", workspace => workspace.WithEdit(StableFile, "replicas: 10", "replicas: 1").WithEdit(ServiceFile, "total-replicas: \"10\"", "total-replicas: \"1\"").After(Deploy), "release weight k8s 10", "release weight k8s 50")
        + Canary("an autoscaler", workspace =>
        {
            workspace.After(Deploy);
            workspace.Write("k8s/hpa.yaml", "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: shop}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop-stable}, minReplicas: 4, maxReplicas: 12}\n");
        }, "release weight k8s 10", "release promote k8s")
        + Canary("a Service for one side", workspace => workspace.WithEdit(ServiceFile, "    app: shop\n  ports", "    app: shop\n    track: stable\n  ports"), "release weight k8s 10")
        + Canary("the version of the stable side", _ => { }, "release weight k8s 10")
        + Canary("no total", workspace => workspace.After(Deploy).WithEdit(ServiceFile, "    manifestlint.dev/total-replicas: \"10\"\n", ""), "release weight k8s 30 --phase grow", "release weight k8s 30 --phase grow --total 10 --dry-run")
        + Canary("replicas of a canary", _ => { }, $"{Deploy} --replicas 3"));

    [Fact]
    public void Words_that_are_none() => Snapshot.Match(Case("wrong words", _ => { },
        "release", "release swich k8s", "release switch k8s", "release switch k8s --too green", "release switch k8s --to green --froce", "release switch k8s --to green --emit patchs", "release switch k8s --to green --diff --check",
        "release switch k8s --to green --format yaml", "release switch k8s --to green --format json --emit patch", "release status k8s --fromat json", "release weight canary 10 --dryrun", "release weight --dry-rn canary 10", "release plan k8s --wieght 10", "release convert k8s --too argo",
        "release deploy k8s", "release deploy k8s --image", "release deploy k8s --image Shop:2", "release deploy k8s --image web=shop:2", $"{Deploy} --replicas many", $"{Deploy} --replicas -1", "release status nowhere", "release promote canary --phase scal"));

    [Fact]
    public void Sources_of_which_no_set_can_be_made() => Snapshot.Match(
        New("no Deployment", "", Service())
        + New("several Deployments", Deployment("shop") + Deployment("cart"), Service())
        + New("StatefulSet", Deployment("shop").Replace("kind: Deployment", "kind: StatefulSet", StringComparison.Ordinal), Service())
        + New("DaemonSet", Deployment("shop").Replace("kind: Deployment", "kind: DaemonSet", StringComparison.Ordinal).Replace("  replicas: 2\n", "", StringComparison.Ordinal), Service())
        + New("no Service", Deployment("shop"), "")
        + New("several Services", Deployment("shop"), Service() + Service().Replace("name: shop", "name: shop-admin", StringComparison.Ordinal))
        + New("no selector", Deployment("shop"), Service().Replace("  selector: {app: shop}\n", "", StringComparison.Ordinal))
        + New("headless", Deployment("shop"), Service() + "  clusterIP: None\n")
        + New("ExternalName", Deployment("shop"), Service() + "  type: ExternalName\n  externalName: shop.example.com\n")
        + New("a long name", Deployment(new string('s', 60)).Replace($"app: {new string('s', 60)}", "app: shop", StringComparison.Ordinal), Service())
        + New("an autoscaler", Deployment("shop"), Service() + "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: shop}\nspec: {scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: shop}, minReplicas: 4, maxReplicas: 12}\n", "new canary k8s/shop.yaml -o out")
        + New("a volume of one pod", Deployment("shop")[..^4] + "          volumeMounts: [{name: data, mountPath: /data}]\n      volumes: [{name: data, persistentVolumeClaim: {claimName: shop}}]\n---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: shop}\nspec: {accessModes: [ReadWriteOnce], resources: {requests: {storage: 1Gi}}}\n", Service())
        + New("a template", Deployment("shop").Replace("example.com/web:1.0", "{{ .Values.image }}", StringComparison.Ordinal), Service())
        + New("broken", Deployment("shop").Replace("metadata:\n", "metadata: {\n", StringComparison.Ordinal), Service())
        + New("wrong words", Deployment("shop"), Service(), "new blue-green k8s/shop.yaml --layuot single", "new blue-green k8s/shop.yaml --layout one", "new blue-green k8s/shop.yaml --replicas many", "new blue-green nowhere.yaml", "new canary", "new blue-gren k8s"));

    private static string Deployment(string name) => Manifests.Deployment(name) + "---\n";

    private static string Service() => "---\n" + Manifests.Service("shop", "shop");

    private static string New(string title, string workload, string service, params string[] commands)
    {
        using var workspace = new Workspace { Rules = Rules.RuleCatalog.CreateRules() };
        workspace.Write("k8s/shop.yaml", (workload.EndsWith("---\n", StringComparison.Ordinal) ? workload[..^4] : workload) + service);
        string told = workspace.Tell(commands.Length == 0 ? ["new blue-green k8s/shop.yaml -o out"] : commands);
        Assert.False(Directory.Exists(workspace.PathOf("out")), $"{title}\n{told}");
        return Headed(title, told);
    }

    private static string Case(string title, Action<Workspace> prepare, params string[] commands)
    {
        using Workspace workspace = ReleaseWorkspace.Create("blue-green").WithSample("canary", "canary");
        return Run(title, workspace, prepare, commands);
    }

    private static string Canary(string title, Action<Workspace> prepare, params string[] commands)
    {
        using Workspace workspace = ReleaseWorkspace.Create("canary");
        return Run(title, workspace, prepare, commands);
    }

    // Whatever is refused, no file changes.
    private static string Run(string title, Workspace workspace, Action<Workspace> prepare, string[] commands)
    {
        prepare(workspace);
        SortedDictionary<string, string> before = workspace.Texts();
        string told = workspace.Tell(commands);
        Assert.Equal(before, workspace.Texts());
        return Headed(title, told);
    }

    private static string Headed(string title, string told) => $"=== {title}\n{told}";

    private static void Only(Workspace workspace, params string[] files)
    {
        foreach (string file in workspace.FilesIn("k8s").Except(files))
            File.Delete(workspace.PathOf($"k8s/{file}"));
    }
}
