using System.Collections.Immutable;
using ManifestLint.Schemas.Generator.Model;

namespace ManifestLint.Schemas.Generator.Kubernetes;

/// <summary>
/// What 1.31 has and neither 1.30 nor 1.32: alpha kinds and fields, written by hand. Sources: the fixtures of 1.31 (the four fields, and that
/// <c>PodSchedulingContext</c> is what <c>v1alpha2</c> was in 1.30), and the kinds of <c>cdk8s-plus-31</c>, which was imported from the OpenAPI document of 1.31.0.
/// </summary>
internal static class Minor31
{
    private const string SchedulingContext = "PodSchedulingContext";

    private static readonly ImmutableArray<string> SchedulingClasses =
        [SchedulingContext, "PodSchedulingContextSpec", "PodSchedulingContextStatus", "ResourceClaimSchedulingStatus"];

    /// <summary>Whether 1.31 serves a kind that only one of its neighbours, or none, serves; null when nothing special is known.</summary>
    public static bool? IsServed(string kind) => kind switch
    {
        "authentication.k8s.io/v1alpha1/SelfSubjectReview" => true,
        "coordination.k8s.io/v1alpha1/LeaseCandidate" => true,
        "resource.k8s.io/v1alpha3/PodSchedulingContext" => true,

        // The types were still in the sources, the API was no longer served.
        "networking.k8s.io/v1alpha1/IPAddress" or "networking.k8s.io/v1alpha1/ServiceCIDR" => false,
        _ => null,
    };

    /// <summary>Adds the kinds and fields to the later neighbour.</summary>
    public static ApiModel AddTo(ApiModel before, ApiModel after)
    {
        var classes = after.Classes.ToBuilder();
        Add("V1alpha3AllocationResult", "controller", Text);
        Add("V1alpha3DeviceClassSpec", "suitableNodes", new ClassType("V1NodeSelector"));
        Add("V1alpha3ResourceClaimSpec", "controller", Text);
        Add("V1alpha3ResourceClaimStatus", "deallocationRequested", new ScalarType(Scalar.Truth));
        foreach (string name in SchedulingClasses)
            classes["V1alpha3" + name] = before.Classes["V1alpha2" + name].ToImmutableSortedDictionary(pair => pair.Key, pair => pair.Value with { Type = Renamed(pair.Value.Type) }, StringComparer.Ordinal);
        classes["V1alpha1LeaseCandidate"] = after.Classes["V1alpha2LeaseCandidate"].SetItem("spec", new ApiField(new ClassType("V1alpha1LeaseCandidateSpec"), IsRequired: false, IsDeprecated: false));
        classes["V1alpha1LeaseCandidateSpec"] = after.Classes["V1alpha2LeaseCandidateSpec"]
            .Remove("strategy")
            .SetItem("binaryVersion", new ApiField(Text, IsRequired: false, IsDeprecated: false))
            .SetItem("preferredStrategies", new ApiField(new ListType(Text), IsRequired: true, IsDeprecated: false));

        ImmutableSortedDictionary<string, ApiRoot> roots = after.Roots
            .SetItem("resource.k8s.io/v1alpha3/" + SchedulingContext, new ApiRoot("V1alpha3" + SchedulingContext, IsNamespaced: true, "podschedulingcontexts"))
            .SetItem("coordination.k8s.io/v1alpha1/LeaseCandidate", new ApiRoot("V1alpha1LeaseCandidate", IsNamespaced: true, "leasecandidates"));
        return after with { Classes = classes.ToImmutable(), Roots = roots };

        void Add(string className, string field, FieldType type) =>
            classes[className] = classes[className].SetItem(field, new ApiField(type, IsRequired: false, IsDeprecated: false));
    }

    private static FieldType Text => new ScalarType(Scalar.Text);

    private static FieldType Renamed(FieldType type) => type switch
    {
        ClassType named when SchedulingClasses.Contains(named.Name.Replace("V1alpha2", "", StringComparison.Ordinal), StringComparer.Ordinal) =>
            new ClassType(named.Name.Replace("V1alpha2", "V1alpha3", StringComparison.Ordinal)),
        ListType list => new ListType(Renamed(list.Item)),
        _ => type,
    };
}
