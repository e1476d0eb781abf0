using ManifestLint.Releases;
using ManifestLint.Resources;

namespace ManifestLint.Release.Tests.Recognition;

public sealed class ReleaseRecognizerTests
{
    private const string Blue = "---\n{apiVersion: apps/v1, kind: Deployment, metadata: {name: shop-blue}, spec: {replicas: 4, selector: {matchLabels: {app: shop, color: blue}}, template: {metadata: {labels: {app: shop, color: blue}}, spec: {containers: [{name: shop, image: 'shop:1'}]}}}}\n";
    private const string Public = "---\n{apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {selector: {app: shop, color: blue}, ports: [{port: 80}]}}\n";
    private static readonly string Green = Blue.Replace("blue", "green", StringComparison.Ordinal);

    [Theory]
    [InlineData("blue-green", "shop BlueGreen live=blue:4 idle=green:0 previous=blue")]
    [InlineData("blue-green-hpa", "shop BlueGreen live=blue:4 idle=green:0 previous=blue")]
    [InlineData("single-file", "shop BlueGreen live=blue:4 idle=green:0 previous=blue")]
    [InlineData("canary", "shop Canary live=stable:10 idle=canary:0 previous=")]
    public void Samples_are_recognised(string sample, string expected)
    {
        ReleaseState state = Given.Sample(sample).State();

        Assert.Null(state.Obstacle);
        Assert.Equal(expected, $"{state.Name} {state.Strategy} live={state.Serving.Slot}:{state.Serving.Replicas.Count} idle={state.Other.Slot}:{state.Other.Replicas.Count} previous={state.Previous}");
    }

    [Fact]
    public void Any_label_tells_the_sides_apart_when_it_is_named()
    {
        string text = (Blue + Green + Public).Replace("color: blue", "pool: red", StringComparison.Ordinal).Replace("color: green", "pool: black", StringComparison.Ordinal).Replace("shop-blue", "one", StringComparison.Ordinal).Replace("shop-green", "two", StringComparison.Ordinal);

        ReleaseState state = Given.Text(text).State(new ReleaseQuery { ColorLabel = "pool" });

        Assert.Equal(("red", "black", ReleaseStrategy.BlueGreen), (state.Serving.Slot, state.Other.Slot, state.Strategy));
    }

    [Fact]
    public void A_track_label_names_the_canary_by_the_stable_side()
    {
        string text = (Blue + Green + Public).Replace(", color: blue}, ports", "}, ports", StringComparison.Ordinal).Replace("color: blue", "lane: main", StringComparison.Ordinal).Replace("color: green", "lane: new", StringComparison.Ordinal);

        ReleaseState state = Given.Text(text).State(new ReleaseQuery { TrackLabel = "lane" });

        Assert.Equal(("main", "new", ReleaseStrategy.Canary), (state.Serving.Slot, state.Other.Slot, state.Strategy));
    }

    [Theory]
    [MemberData(nameof(Refused))]
    public void What_is_no_clear_set_is_refused_with_the_reason(string text, string? label, string reason, string? remedy)
    {
        ReleaseRefusal refusal = Given.Refusal(() => Given.Text(text).State(new ReleaseQuery { ColorLabel = label }));

        Assert.Equal(RefusalKind.WrongUse, refusal.Kind);
        Assert.Equal(reason, refusal.Reason);
        Assert.Equal(remedy, refusal.Remedy);
    }

    public static TheoryData<string, string?, string, string?> Refused => new()
    {
        { Public, null, "no Deployment is among the manifests", "give the files or the directory that hold the Service and the two Deployments" },
        {
            Blue + Public, null,
            "no two Deployments are the sides of one release, such as shop-blue and shop-green with the labels color: blue and color: green; there is shop-blue (set.yaml:2)",
            "manifestlint new blue-green makes a set of a Deployment and its Service; --color-label or --track-label names the label of a set whose values are other words"
        },
        { Blue + Public, "pool", "no two Deployments of one application differ in the label pool; there is shop-blue (set.yaml:2)", null },
        {
            (Blue + Green + Public).Replace("Deployment", "StatefulSet", StringComparison.Ordinal), null,
            "StatefulSet 'shop-blue' cannot be released as two sides: its pods have names and volumes of their own, which a second set would not share", null
        },
        {
            Blue.Replace("Deployment", "DaemonSet", StringComparison.Ordinal), null,
            "DaemonSet 'shop-blue' cannot be released as two sides: it runs one pod on each node, whatever the other side does", null
        },
        {
            Blue + Green + Blue.Replace("shop-blue", "shop-third", StringComparison.Ordinal), null,
            "3 Deployments look like sides of one release, which has two: shop-blue (set.yaml:2), shop-green (set.yaml:4), shop-third (set.yaml:6)",
            "remove or rename the others, or name the label that tells two of them apart with --color-label"
        },
        {
            Blue + Green + Blue.Replace("blue", "red", StringComparison.Ordinal), "color",
            "3 Deployments look like sides of one release, which has two: shop-blue (set.yaml:2), shop-green (set.yaml:4), shop-red (set.yaml:6)",
            "remove or rename the others, or name the label that tells two of them apart with --color-label"
        },
        {
            Blue + Green + Public + (Blue + Green + Public).Replace("shop", "cart", StringComparison.Ordinal), null,
            "several release sets are here: shop (shop-blue in set.yaml:2, shop-green in set.yaml:4), cart (cart-blue in set.yaml:8, cart-green in set.yaml:10)",
            "say which one, for example --name shop"
        },
        {
            (Blue + Green).Replace("color: blue", "version: v1", StringComparison.Ordinal).Replace("color: green", "version: v2", StringComparison.Ordinal), null,
            "shop (shop-blue in set.yaml:2, shop-green in set.yaml:4) may be a blue-green set or a canary: no Service selects exactly one side",
            "say which it is with --color-label version or --track-label version, or with the annotation manifestlint.dev/strategy of the Service"
        },
        {
            (Blue + Green + Public).Replace("color: blue", "version: v1.0.0", StringComparison.Ordinal).Replace("color: green", "version: v2.0.0", StringComparison.Ordinal)
                .Replace("shop-blue", "shop-old", StringComparison.Ordinal).Replace("shop-green", "shop-new", StringComparison.Ordinal), null,
            "shop-old (set.yaml:2) and shop-new (set.yaml:4) may be the sides of one release: only version tells their pods apart, v1.0.0 from v2.0.0",
            "--color-label version, if they take turns"
        },
        {
            "{apiVersion: argoproj.io/v1alpha1, kind: Rollout, metadata: {name: shop}, spec: {}}\n", null,
            "Rollout 'shop' (set.yaml:1) is released by Argo Rollouts, not by two Deployments", "kubectl argo rollouts get rollout shop"
        },
    };

    [Fact]
    public void A_long_list_of_sets_is_cut_and_a_name_that_several_have_is_not_proposed()
    {
        string set = Blue + Green + Public;
        string[] spaces = [.. Enumerable.Range(0, 10).Select(number => set.Replace("metadata: {name", $"metadata: {{namespace: team-{number}, name", StringComparison.Ordinal))];

        ReleaseRefusal refusal = Given.Refusal(() => Given.Text(string.Concat(spaces)).State());

        Assert.EndsWith(" and 2 more", refusal.Reason, StringComparison.Ordinal);
        Assert.Equal("give the file or the directory of the one that is meant", refusal.Remedy);
    }

    [Theory]
    [InlineData("shop-prod blue, shop-stage green", "blue")]
    [InlineData("shop-test green", "green")]
    [InlineData("web-next green", "green")]
    [InlineData("shop blue, shop-stage green", "blue")]
    [InlineData("shop green, shop-blue blue, shop-green green", "green")]
    [InlineData("shop green, shop-blue-svc blue, green-svc green", "green")]
    [InlineData("blue-green-shop green", "green")]
    public void The_Service_that_clients_use_is_told_from_those_for_trying(string services, string live)
    {
        string text = Blue + Green + string.Concat(services.Split(", ").Select(service => Public
            .Replace("{name: shop}", $"{{name: {service.Split(' ')[0]}}}", StringComparison.Ordinal).Replace("color: blue", $"color: {service.Split(' ')[1]}", StringComparison.Ordinal)));

        ReleaseState state = Given.Text(text).State();

        Assert.Null(state.Obstacle);
        Assert.Equal(live, state.Serving.Slot);
    }

    [Fact]
    public void A_Service_is_for_clients_when_the_application_has_its_name()
    {
        ReleaseState state = Given.Text((Blue + Green + Public + Public.Replace("{name: shop}", "{name: shop-idle}", StringComparison.Ordinal).Replace("color: blue", "color: green", StringComparison.Ordinal))
            .Replace("shop", "shop-preview", StringComparison.Ordinal)).State();

        Assert.Equal(("shop-preview", "blue"), (state.PublicService?.Name, state.Serving.Slot));
    }

    [Fact]
    public void A_slot_label_may_name_the_application_too()
    {
        ReleaseState state = Given.Text((Blue + Green + Public).Replace("app: shop, color: ", "app: shop-", StringComparison.Ordinal)).State();

        Assert.Null(state.Obstacle);
        Assert.Equal(("shop-blue", "shop-green"), (state.Serving.Slot, state.Other.Slot));
        Assert.Equal("spec.selector.app", SwitchOperation.Run(state, "green").Edits[0].Path.ToString());
    }

    [Fact]
    public void A_part_of_the_application_is_no_side_of_another_part()
    {
        string tracks = (Blue + Green + Public.Replace(", color: blue", ", tier: web", StringComparison.Ordinal)).Replace("color: ", "tier: web, track: ", StringComparison.Ordinal).Replace("blue", "stable", StringComparison.Ordinal).Replace("green", "canary", StringComparison.Ordinal);
        string worker = Blue.Replace("shop-blue", "shop-worker", StringComparison.Ordinal).Replace("color: blue", "tier: worker, track: stable", StringComparison.Ordinal);

        Assert.Equal(["shop-stable", "shop-canary"], Given.Text(tracks + worker).State().Set.Sides.Select(side => side.Name));
    }

    [Fact]
    public void Letters_leave_the_strategy_to_the_Service()
    {
        string text = (Blue + Green + Public).Replace("color: blue", "variant: a", StringComparison.Ordinal).Replace("color: green", "variant: b", StringComparison.Ordinal);

        Assert.Equal(ReleaseStrategy.BlueGreen, Given.Text(text).State().Strategy);
        Assert.Equal(
            "shop (shop-blue in set.yaml:2, shop-green in set.yaml:4) may be a blue-green set or a canary: no Service selects exactly one side",
            Given.Refusal(() => Given.Text(text.Replace(", variant: a}, ports", "}, ports", StringComparison.Ordinal)).State()).Reason);
    }

    [Fact]
    public void A_name_chooses_among_several_sets()
    {
        ResourceSet resources = Given.Text(Blue + Green + Public + (Blue + Green + Public).Replace("shop", "cart", StringComparison.Ordinal));

        Assert.Equal("cart-blue", resources.State(new ReleaseQuery { Name = "cart" }).Serving.Name);
        Assert.Equal("cart-blue", resources.State(new ReleaseQuery { Name = "cart-green" }).Serving.Name);
        Assert.Equal(
            "no release set is called basket; there is shop (shop-blue in set.yaml:2, shop-green in set.yaml:4), cart (cart-blue in set.yaml:8, cart-green in set.yaml:10)",
            Given.Refusal(() => resources.State(new ReleaseQuery { Name = "basket" })).Reason);
        Assert.Equal(["shop", "cart"], ReleaseRecognizer.RecognizeAll(resources, new ReleaseQuery()).Select(state => state.Name));
    }

    [Theory]
    [MemberData(nameof(Obstacles))]
    public void A_state_in_which_nothing_can_be_moved_is_told(string text, string reason)
    {
        ReleaseState state = Given.Text(text).State();

        Assert.Equal(reason, state.Obstacle?.Reason);
        Assert.Equal(reason, Given.Refusal(() => DeployOperation.Run(state, ["shop:2"])).Reason);
        Assert.Equal(reason, Given.Refusal(() => RetireOperation.Run(state)).Reason);
        Assert.Empty(ReleaseAdvice.For(state));
    }

    public static TheoryData<string, string> Obstacles => new()
    {
        { Blue + Green + Public.Replace("app: shop, color: blue", "color: blue", StringComparison.Ordinal), "Service 'shop' selects only color: blue, which any application may have" },
        { Blue + Green, "no Service leads to shop-blue or shop-green, so there is nothing to move" },
        { Blue + Green + Public.Replace("{name: shop}", "{name: shop-preview}", StringComparison.Ordinal), "only Service 'shop-preview' leads to shop, and its name says that it is for one side" },
        { Blue + Green + Public.Replace(", color: blue", "", StringComparison.Ordinal), "both colours are live: Service 'shop' selects shop-blue and shop-green, because its selector lacks color" },
        { Blue + Green + Public.Replace("color: blue", "color: red", StringComparison.Ordinal), "Service 'shop' selects neither shop-blue nor shop-green: app: shop, color: red" },
        {
            Blue + Green + Public.Replace("{name: shop}", "{name: shop-blue}", StringComparison.Ordinal) + Public.Replace("blue", "green", StringComparison.Ordinal).Replace("{name: shop}", "{name: shop-green}", StringComparison.Ordinal),
            "only Services 'shop-blue', 'shop-green' lead to shop, and their names say that each is for one side"
        },
        {
            Blue + Green + Public + Public.Replace("blue", "green", StringComparison.Ordinal).Replace("{name: shop}", "{name: store}", StringComparison.Ordinal),
            "the Services of shop disagree about the live side: shop selects shop-blue, store selects shop-green"
        },
        { Blue + Green + Public.Replace("selector: {app: shop, color: blue}, ", "", StringComparison.Ordinal), "Service 'shop' has no selector, so no edit of it moves requests" },
        { Blue + Green + Public.Replace("ports", "type: ExternalName, externalName: shop.example.com, ports", StringComparison.Ordinal), "Service 'shop' is of type ExternalName: it is another name for a host, and leads to no pods" },
        { Blue + Green + Public.Replace("app: shop, color", "app: cart, color", StringComparison.Ordinal), "Service 'shop' selects neither shop-blue nor shop-green: app: cart, color: blue" },
        {
            Blue + Green + Blue.Replace("blue", "red", StringComparison.Ordinal) + Public,
            "3 Deployments look like sides of one release, which has two: shop-blue (set.yaml:2), shop-green (set.yaml:4), shop-red (set.yaml:6)"
        },
        { Blue + Green + Public.Replace("ports", "clusterIP: None, ports", StringComparison.Ordinal), "Service 'shop' is headless: clients keep the addresses of pods, so a switch of its selector does not move them" },
        { Blue + Green + Public + Public, "Service 'shop' is written a second time, after set.yaml:6" },
        {
            Blue + Green + Public + "---\n{apiVersion: flagger.app/v1beta1, kind: Canary, metadata: {name: shop}, spec: {targetRef: {name: shop-blue}}}\n",
            "another object splits the requests of shop between its sides (a Rollout, a Canary, a weighted route or an ingress-nginx canary), so selectors and replicas do not decide"
        },
        {
            (Blue + Green + Public).Replace("green", "canary", StringComparison.Ordinal).Replace("blue", "stable", StringComparison.Ordinal),
            "Service 'shop' selects shop-stable only, so weights move nothing; a canary by replicas needs the labels that both sides share"
        },
        { Blue + Green + Public + "---\n{apiVersion: v1, kind: Service, metadata: {name: shop}, spec: {selector: {color: green}}, $patch: merge}\n", "this patch overrides Service 'shop' of set.yaml:6 in what a release changes" },
    };
}
