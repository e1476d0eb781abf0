using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class ResourceSetTests
{
    private const string Shop =
        """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: shop}
        spec:
          selector: {matchLabels: {app: shop}}
          template:
            metadata: {labels: {app: shop, tier: web}}
            spec:
              containers: [{name: web, ports: [{name: http, containerPort: 8080}]}]

        """;

    [Theory]
    [InlineData("{name: shop}", "{selector: {app: shop}}", true)]
    [InlineData("{name: shop}", "{selector: {app: shop, tier: web}}", true)]
    [InlineData("{name: shop}", "{selector: {app: shop, tier: db}}", false)]
    [InlineData("{name: shop}", "{selector: {}}", false)]
    [InlineData("{name: shop}", "{ports: []}", false)]
    [InlineData("{name: shop}", "{type: ExternalName, selector: {app: shop}}", false)]
    [InlineData("{name: shop, namespace: prod}", "{selector: {app: shop}}", false)]
    [InlineData("{name: shop, namespace: ''}", "{selector: {app: shop}}", true)]
    public void Served_means_selected_by_a_service_of_the_namespace(string metadata, string spec, bool expected)
    {
        ResourceSet set = Given.Set(Shop + Service(metadata, spec));

        Assert.Equal(expected, set.IsServed(set.Workloads[0]));
        Assert.Equal(expected, set.WorkloadsSelectedBy(set.Services[0]).Contains(set.Workloads[0]));
    }

    [Theory]
    [InlineData("{name: shop}", "{selector: {app: shop}, ports: [{name: metrics, port: 9090}]}", false)]
    [InlineData("{name: shop-metrics}", "{selector: {app: shop}, ports: [{port: 8080}]}", false)]
    [InlineData("{name: shop}", "{selector: {app: shop}, ports: [{name: http, port: 80, targetPort: http}, {name: metrics, port: 9090}]}", true)]
    public void A_service_for_metrics_alone_serves_no_requests(string metadata, string spec, bool expected)
    {
        ResourceSet set = Given.Set(Shop + Service(metadata, spec));

        Assert.Equal(expected, set.IsServed(set.Workloads[0]));
        Assert.Equal(expected, !set.RequestServicesOf(set.Workloads[0]).IsEmpty);
        Assert.NotEmpty(set.ServicesSelecting(set.Workloads[0]));
    }

    [Fact]
    public void Workloads_with_odd_labels_are_told()
    {
        ResourceSet set = Given.Set("""
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: fine}, spec: {selector: {matchLabels: {app: a}}, template: {metadata: {labels: {app: a}}}}}
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: template}, spec: {selector: {matchLabels: {app: "${B}"}}, template: {metadata: {labels: {app: "${B}"}}}}}
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: number}, spec: {selector: {matchLabels: {app: c}}, template: {metadata: {labels: {app: c, version: 1.10}}}}}
            ---
            {apiVersion: apps/v1, kind: Deployment, metadata: {name: mismatch}, spec: {selector: {matchLabels: {app: d}}, template: {metadata: {labels: {app: dd}}}}}
            ---
            {apiVersion: v1, kind: Pod, metadata: {name: pod, labels: {app: e}}}
            """);

        Assert.Equal(["template", "number"], set.WorkloadsWithUnknownLabels(set.Resources[0]).Select(workload => workload.Name));
        Assert.Equal(["mismatch"], set.MislabelledWorkloads(set.Resources[0]).Select(workload => workload.Name));
    }

    [Fact]
    public void Unnamed_namespace_matches_every_other_only_when_something_is_missing()
    {
        ResourceSet set = Given.Set(Shop + Service("{name: shop, namespace: prod}", "{selector: {app: shop}}"));

        Assert.Empty(set.WorkloadsSelectedBy(set.Services[0]));
        Assert.Single(set.WorkloadsSelectedBy(set.Services[0], NamespaceMatch.SameOrUnnamed));
        Assert.Single(set.ServicesSelecting(set.Workloads[0], NamespaceMatch.SameOrUnnamed));
    }

    [Theory]
    [InlineData("prod", "prod", true, true)]
    [InlineData("prod", "test", false, false)]
    [InlineData("prod", null, false, true)]
    [InlineData(null, null, true, true)]
    [InlineData("", null, true, true)]
    public void Namespaces_are_compared_strictly_or_leniently(string? first, string? second, bool same, bool lenient)
    {
        Assert.Equal(same, Namespaces.AreSame(first, second));
        Assert.Equal(lenient, Namespaces.AreSame(second, first, NamespaceMatch.SameOrUnnamed));
    }

    [Theory]
    [InlineData(true, "{containers: [{name: a, ports: [{containerPort: 80}]}]}", false, false)]
    [InlineData(false, "{containers: [{name: a, ports: [{containerPort: 80}]}]}", true, true)]
    [InlineData(false, "{containers: [{name: a, ports: [{name: metrics, containerPort: 80}]}]}", true, false)]
    [InlineData(false, "{containers: [{name: a, ports: [{containerPort: 53, protocol: UDP}]}]}", true, false)]
    [InlineData(false, "{containers: [{name: a, readinessProbe: {}}]}", true, false)]
    [InlineData(false, "{containers: [{name: a}]}", false, false)]
    [InlineData(false, "{containers: [{name: a}, {name: istio-proxy, ports: [{containerPort: 80}]}]}", true, false)]
    public void Without_a_service_completeness_decides(bool isReadWhole, string podSpec, bool maybeServed, bool isExposed)
    {
        ResourceSet set = ResourceSet.Create(
            [Given.Bundle($"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: x}}, spec: {{template: {{spec: {podSpec}}}}}}}", isReadWhole)]);

        Assert.Equal((maybeServed, isExposed), (set.MaybeServed(set.Workloads[0]), set.IsExposed(set.Workloads[0])));
    }

    [Fact]
    public void Served_workload_is_exposed_and_not_only_maybe_served()
    {
        ResourceSet set = Given.SingleFile(Shop + Service("{name: shop}", "{selector: {app: shop}}"));

        Assert.True(set.IsExposed(set.Workloads[0]));
        Assert.False(set.MaybeServed(set.Workloads[0]));
    }

    [Theory]
    [InlineData("{selector: {app: shop}, type: LoadBalancer}", "", true)]
    [InlineData("{selector: {app: shop}, type: NodePort}", "", true)]
    [InlineData("{selector: {app: shop}}", "", false)]
    [InlineData("{selector: {app: other}, type: LoadBalancer}", "", false)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: r}, spec: {rules: [{http: {paths: [{backend: {service: {name: shop, port: {number: 80}}}}]}}]}}", true)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: r}, spec: {defaultBackend: {service: {name: shop}}}}", true)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: r}, spec: {defaultBackend: {service: {name: cart}}}}", false)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: networking.k8s.io/v1, kind: Ingress, metadata: {name: r, namespace: prod}, spec: {defaultBackend: {service: {name: shop}}}}", false)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: extensions/v1beta1, kind: Ingress, metadata: {name: r}, spec: {backend: {serviceName: shop, servicePort: 80}}}", true)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r}, spec: {rules: [{backendRefs: [{name: shop, port: 80}]}]}}", true)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: r}, spec: {rules: [{backendRefs: [{name: shop, kind: Bucket}]}]}}", false)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: gateway.networking.k8s.io/v1, kind: GRPCRoute, metadata: {name: r, namespace: edge}, spec: {rules: [{backendRefs: [{name: shop, namespace: ''}]}]}}", true)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: r}, spec: {http: [{route: [{destination: {host: shop}}]}]}}", true)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: r}, spec: {tcp: [{route: [{destination: {host: shop.prod.svc.cluster.local}}]}]}}", false)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: traefik.io/v1alpha1, kind: IngressRoute, metadata: {name: r}, spec: {routes: [{services: [{name: shop, port: 80}]}]}}", true)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: route.openshift.io/v1, kind: Route, metadata: {name: r}, spec: {to: {kind: Service, name: shop}}}", true)]
    [InlineData("{selector: {app: shop}}", "{apiVersion: route.openshift.io/v1, kind: Route, metadata: {name: r}, spec: {to: {name: x}, alternateBackends: [{kind: Service, name: shop}]}}", true)]
    public void External_means_reachable_through_a_route_or_the_service_itself(string service, string route, bool expected)
    {
        ResourceSet set = Given.Set(Shop + Service("{name: shop}", service) + (route.Length > 0 ? "---\n" + route + "\n" : ""));

        Assert.Equal(expected, set.IsExternal(set.Workloads[0]));
    }

    [Fact]
    public void Route_in_istio_may_name_the_namespace()
    {
        ResourceSet set = Given.Set(
            Service("{name: shop, namespace: prod}", "{selector: {app: shop}}") +
            "---\n{apiVersion: networking.istio.io/v1, kind: VirtualService, metadata: {name: r, namespace: edge}, spec: {http: [{route: [{destination: {host: shop.prod.svc.cluster.local, port: {number: 80}}}]}]}}\n");

        BackendReference backend = Assert.Single(set.RoutesTo(set.Services[0]));
        Assert.Equal(("shop", "prod", 80L), (backend.Service.Value, backend.Namespace, backend.Port!.Value.Value.Number));
    }

    [Fact]
    public void Objects_are_found_by_kind_and_by_label_in_a_namespace()
    {
        ResourceSet set = Given.Set(
            "---\n{apiVersion: v1, kind: Service, metadata: {name: a, namespace: shop, labels: {app: shop}}}\n" +
            "---\n{apiVersion: v1, kind: Service, metadata: {name: b, labels: {app: shop, tier: web}}}\n" +
            "---\n{apiVersion: v1, kind: Service, metadata: {name: c, namespace: cart, labels: {app: shop}}}\n" +
            "---\n{apiVersion: v1, kind: ConfigMap, metadata: {name: d, namespace: shop}}\n");
        string Names(IEnumerable<Resource> found) => string.Join(',', found.Select(resource => resource.Name));

        Assert.Equal("a", Names(set.InNamespaceOf(set.Resources[3], "Service")));
        Assert.Equal("a,b", Names(set.InNamespaceOf(set.Resources[3], "Service", NamespaceMatch.SameOrUnnamed)));
        Assert.Equal("c", Names(set.InNamespace(set.Resources[3], "Service", "cart")));
        Assert.Equal("a,b", Names(set.Labelled(set.Resources[3], "Service", "shop", "app", "shop", NamespaceMatch.SameOrUnnamed)));
        Assert.Equal("", Names(set.Labelled(set.Resources[3], "Service", "shop", "tier", "web")));
    }

    [Theory]
    [InlineData("{apiVersion: v1, kind: Endpoints, metadata: {name: shop}}", true)]
    [InlineData("{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: x, labels: {kubernetes.io/service-name: shop}}}", true)]
    [InlineData("{apiVersion: discovery.k8s.io/v1, kind: EndpointSlice, metadata: {name: shop}}", false)]
    [InlineData("{apiVersion: v1, kind: ConfigMap, metadata: {name: shop}}", false)]
    public void Endpoints_of_a_Service_are_found(string other, bool expected)
    {
        ResourceSet set = Given.Set("{apiVersion: v1, kind: Service, metadata: {name: shop}}\n---\n" + other + "\n");

        Assert.Equal(expected, set.HasOwnEndpoints(set.Services[0]));
    }

    [Theory]
    [InlineData("{port: 80, targetPort: http}", "web", 8080L)]
    [InlineData("{port: 80, targetPort: 8080}", "web", 8080L)]
    [InlineData("{port: 8080}", "web", 8080L)]
    [InlineData("{port: 8080, targetPort: 0}", "web", 8080L)]
    [InlineData("{port: 8080, targetPort: ''}", "web", 8080L)]
    [InlineData("{port: 9102, targetPort: stats}", "sidecar", 9102L)]
    [InlineData("{port: 9102}", "sidecar", 9102L)]
    [InlineData("{port: 9999}", "web", 9999L)]
    [InlineData("{port: 53, targetPort: dns, protocol: UDP}", "web", 53L)]
    [InlineData("{port: 53, targetPort: dns}", null, null)]
    [InlineData("{port: 80, targetPort: web}", null, null)]
    [InlineData("{port: 80, targetPort: setup}", null, null)]
    [InlineData("{port: 80, targetPort: '8080'}", null, null)]
    [InlineData("{port: 80, targetPort: [8080]}", null, null)]
    [InlineData("{targetPort: http}", "web", 8080L)]
    public void Service_port_resolves_in_containers_and_native_sidecars(string port, string? container, long? number)
    {
        ResourceSet set = Given.Set(
            """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: shop}
            spec:
              template:
                metadata: {labels: {app: shop}}
                spec:
                  containers: [{name: web, ports: [{name: http, containerPort: 8080}, {name: dns, containerPort: 53, protocol: UDP}]}]
                  initContainers:
                  - {name: sidecar, restartPolicy: Always, ports: [{name: stats, containerPort: 9102}]}
                  - {name: init, ports: [{name: setup, containerPort: 81}]}

            """ + Service("{name: shop}", $"{{selector: {{app: shop}}, ports: [{port}]}}"));
        TargetedPort? target = set.Services[0].Ports[0].ResolveIn(set.Workloads[0].PodSpec);

        Assert.Equal((container, number), (target?.Container?.Name?.Value, target?.Number));
        foreach (ContainerView view in set.Workloads[0].PodSpec.AllRunning)
            Assert.Equal(view.Name!.Value.Value == container, set.IsTargeted(view));
    }

    [Theory]
    [InlineData("[{name: a, ports: [{containerPort: 1}]}, {name: b}]", 8080, "")]
    [InlineData("[{name: a}, {name: istio-proxy}]", 8080, "a")]
    [InlineData("[{name: a}, {name: b, ports: [{containerPort: 8080}]}]", 8080, "b")]
    [InlineData("[{name: a}, {name: b, ports: [{containerPort: 8080, protocol: UDP}]}]", 8080, "")]
    public void Number_that_nobody_declares_targets_the_only_app_container(string containers, int port, string expected)
    {
        ResourceSet set = Given.Set(
            $"{{apiVersion: apps/v1, kind: Deployment, metadata: {{name: x}}, spec: {{template: {{metadata: {{labels: {{app: x}}}}, spec: {{containers: {containers}}}}}}}}}\n"
            + Service("{name: x}", $"{{selector: {{app: x}}, ports: [{{port: {port}}}]}}"));

        Assert.Equal(expected, string.Join(',', set.ServingContainers(set.Workloads[0]).Select(container => container.Name!.Value.Value)));
        // A number resolves all the same: the port exists, only its owner is not known.
        Assert.NotNull(set.Services[0].Ports[0].ResolveIn(set.Workloads[0].PodSpec));
    }

    [Fact]
    public void Without_a_service_the_declared_ports_tell_who_serves()
    {
        ResourceSet set = Given.Set(
            "{apiVersion: apps/v1, kind: Deployment, metadata: {name: x}, spec: {template: {spec: {containers: [{name: a, ports: [{containerPort: 1}]}, {name: b}, {name: c, ports: [{name: metrics, containerPort: 2}]}]}}}}");

        Assert.Equal("a", Assert.Single(set.ServingContainers(set.Workloads[0])).Name!.Value.Value);
    }

    [Theory]
    [InlineData("policy/v1", "{selector: {matchLabels: {app: shop}}}", true)]
    [InlineData("policy/v1", "{selector: {matchExpressions: [{key: app, operator: In, values: [cart, shop]}]}}", true)]
    [InlineData("policy/v1", "{selector: {matchExpressions: [{key: app, operator: Exists}]}}", true)]
    [InlineData("policy/v1", "{selector: {matchLabels: {app: cart}}}", false)]
    [InlineData("policy/v1", "{selector: {}}", true)]
    [InlineData("policy/v1beta1", "{selector: {}}", false)]
    [InlineData("policy/v1", "{maxUnavailable: 1}", false)]
    public void Disruption_budget_selects(string apiVersion, string spec, bool expected)
    {
        ResourceSet set = Given.Set(Shop + $"---\n{{apiVersion: {apiVersion}, kind: PodDisruptionBudget, metadata: {{name: b}}, spec: {spec}}}\n");

        Assert.Equal(expected, set.DisruptionBudgetsOf(set.Workloads[0]).Length == 1);
        Assert.Equal(expected, set.WorkloadsOf(set.DisruptionBudgets[0]).Length == 1);
    }

    [Theory]
    [InlineData(true, "Service", "shop", true)]
    [InlineData(true, "HorizontalPodAutoscaler", null, true)]
    [InlineData(true, "Secret", "shop", false)]
    [InlineData(true, "ConfigMap", "kube-root-ca.crt", false)]
    [InlineData(true, "ConfigMap", "shop", true)]
    [InlineData(true, "ServiceAccount", "default", false)]
    [InlineData(false, "Service", "shop", false)]
    public void Absence_is_spoken_of_only_when_everything_is_known(bool isReadWhole, string kind, string? name, bool expected)
    {
        ResourceSet set = ResourceSet.Create([Given.Bundle(Shop, isReadWhole)]);

        Assert.Equal(expected, set.IsCompleteFor(set.Resources[0], kind, name));
    }

    [Fact]
    public void Template_in_the_bundle_leaves_it_incomplete()
    {
        ManifestFile template = ManifestFile.Parse("t.yaml", Yaml.Text.SourceText.From("a: {{ .Values.x }}\n"));
        ResourceSet set = ResourceSet.Create([new Bundle([Given.File(Shop), template], IsReadWhole: true)]);

        Assert.False(set.IsCompleteFor(set.Resources[0], "Service"));
    }

    [Fact]
    public void Bundles_do_not_see_each_other_unless_they_share_a_file()
    {
        ManifestFile shop = Given.File(Shop, "shop.yaml");
        ManifestFile service = Given.File(Service("{name: shop}", "{selector: {app: shop}}"), "service.yaml");
        ManifestFile other = Given.File("{apiVersion: v1, kind: ConfigMap, metadata: {name: c}}", "other.yaml");

        ResourceSet apart = ResourceSet.Create([new Bundle([shop], IsReadWhole: true), new Bundle([service], IsReadWhole: true)]);
        ResourceSet joined = ResourceSet.Create(
            [new Bundle([shop], IsReadWhole: true), new Bundle([service], IsReadWhole: true), new Bundle([other], IsReadWhole: true), new Bundle([service, shop], IsReadWhole: false)]);

        Assert.False(apart.IsServed(apart.Workloads[0]));
        Assert.True(joined.IsServed(joined.Workloads[0]));
        Assert.Equal(3, joined.Files.Length);
        Assert.Equal(3, joined.Resources.Length);
        Assert.False(joined.IsCompleteFor(joined.Workloads[0].Resource, "Service"));
        Assert.True(joined.IsCompleteFor(other.Resources[0], "Service"));
    }

    [Fact]
    public void Objects_are_found_by_name_and_kind()
    {
        ResourceSet set = Given.Set(Shop + Service("{name: shop, namespace: prod}", "{}") + Service("{name: shop}", "{}"));
        Resource deployment = set.Resources[0];

        Assert.Equal(2, set.Named(deployment, "shop").Count());
        Assert.Equal(3, set.Named(deployment, "shop", NamespaceMatch.SameOrUnnamed).Count());
        Assert.Equal(2, set.Named(set.Resources[1], "shop", NamespaceMatch.SameOrUnnamed).Count(resource => resource.Kind == "Service"));
        Assert.Same(set.Resources[2], set.Find(deployment, "", "Service", "shop"));
        Assert.Null(set.Find(deployment, "", "Service", "cart"));
        Assert.Equal(2, set.OfKind(deployment, "Service").Count());
    }

    [Theory]
    [InlineData("{matchLabels: {app: shop}}", "{app: shop, tier: db}", true, true)]
    [InlineData("{matchLabels: {app: shop, tier: db}}", "{app: shop, tier: db}", true, false)]
    [InlineData("{matchLabels: {app: cart}}", "{app: cart}", false, false)]
    [InlineData("{matchExpressions: [{key: app, operator: Exists}]}", "{app: cart}", false, true)]
    public void Overlapping_workloads_are_found(string selector, string labels, bool shopSelectsOther, bool otherSelectsShop)
    {
        ResourceSet set = Given.Set(Shop +
            $"---\n{{apiVersion: apps/v1, kind: StatefulSet, metadata: {{name: other}}, spec: {{selector: {selector}, template: {{metadata: {{labels: {labels}}}}}}}}}\n");

        Assert.Equal(shopSelectsOther, set.OthersSelectedBy(set.Workloads[0]).Length == 1);
        Assert.Equal(otherSelectsShop, set.OthersSelectedBy(set.Workloads[1]).Length == 1);
    }

    [Fact]
    public void Workloads_are_found_by_a_label()
    {
        ResourceSet set = Given.Set(Shop + Service("{name: shop, namespace: prod}", "{selector: {tier: web, app: shp}}"));

        Assert.Single(set.WorkloadsLabelled(set.Resources[0], "tier", "web"));
        Assert.Empty(set.WorkloadsLabelled(set.Resources[0], "tier", "db"));
        Assert.Empty(set.WorkloadsLabelled(set.Resources[1], "tier", "web"));
        Assert.Single(set.WorkloadsLabelled(set.Resources[1], "tier", "web", NamespaceMatch.SameOrUnnamed));
        Assert.Single(set.WorkloadsAround(set.Resources[1]));
    }

    [Fact]
    public void Service_view_reads_type_and_flags()
    {
        ResourceSet set = Given.Set(
            Service("{name: a}", "{clusterIP: None, publishNotReadyAddresses: true}") + Service("{name: b}", "{type: Foo}") + Service("{name: c}", "{type: }"));

        Assert.True(set.Services[0] is { IsHeadless: true, PublishesNotReadyAddresses: true, Type: ServiceType.ClusterIP });
        Assert.Equal(ServiceType.Unknown, set.Services[1].Type);
        Assert.Equal(ServiceType.ClusterIP, set.Services[2].Type);
        Assert.Empty(set.Services[0].Ports);
    }

    [Fact]
    public void Asking_about_a_stranger_is_an_error_of_the_caller()
    {
        ResourceSet set = Given.Set(Shop);

        Assert.Throws<ArgumentException>(() => set.IsServed(Given.Workload(Shop)));
    }

    [Fact]
    public void Many_threads_get_one_answer()
    {
        const int Count = 400;
        ResourceSet set = Given.Set(string.Concat(Enumerable.Range(0, Count).Select(i =>
            Shop.Replace("app: shop", $"app: shop{i}, part-of: all") + Service($"{{name: s{i}}}", $"{{selector: {{part-of: all, app: shop{i}}}, ports: [{{port: 8080}}]}}") + "---\n")));

        Parallel.ForEach(set.Workloads, workload =>
        {
            Assert.Single(set.ServicesSelecting(workload));
            Assert.True(set.IsTargeted(workload.PodSpec.Containers[0]));
        });
        Assert.Equal(Count, set.Workloads.Length);
    }

    private static string Service(string metadata, string spec) => $"---\n{{apiVersion: v1, kind: Service, metadata: {metadata}, spec: {spec}}}\n";
}
