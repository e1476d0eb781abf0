using ManifestLint.Schemas.Generator.Kubernetes;
using ManifestLint.Schemas.Generator.Lifecycles;
using ManifestLint.Schemas.Generator.Readers;

namespace ManifestLint.Schemas.Tests.Kubernetes;

public sealed class LifecycleTableTests
{
    private static readonly Dictionary<string, Lifecycle> None = new(StringComparer.Ordinal);

    [Fact]
    public void An_alpha_is_removed_when_no_minor_serves_it_any_more()
    {
        Dictionary<string, Lifecycle> upstream = new(StringComparer.Ordinal) { ["x/v1alpha1/Ship"] = new(27, 34, 37, null) };
        Presence presence = Presence.Of(Minors.All.Select(minor => (minor, (IEnumerable<string>)(minor < 34 ? ["x/v1alpha1/Ship"] : ["x/v1/Ship"]))));

        IReadOnlyDictionary<string, Lifecycle> table = LifecycleTable.Build(upstream, None, presence);

        Assert.Equal(new Lifecycle(27, null, 34, "x/v1/Ship"), table["x/v1alpha1/Ship"]);
    }

    [Fact]
    public void The_last_successor_counts_and_a_list_is_none()
    {
        Dictionary<string, Lifecycle> upstream = new(StringComparer.Ordinal)
        {
            ["x/v1beta1/Ship"] = new(10, 15, 20, "x/v1beta2/ShipList"),
            ["x/v1beta2/Ship"] = new(15, 20, 25, "x/v1/Ship"),
            ["x/v1beta1/ShipList"] = new(10, 15, 20, "x/v1beta2/ShipList"),
        };
        Presence presence = Presence.Of(Minors.All.Select(minor => (minor, (IEnumerable<string>)["x/v1/Ship"])));

        IReadOnlyDictionary<string, Lifecycle> table = LifecycleTable.Build(upstream, None, presence);

        Assert.Equal(["x/v1beta1/Ship", "x/v1beta2/Ship"], table.Keys);
        Assert.Equal("x/v1/Ship", table["x/v1beta1/Ship"].Replacement);
    }

    [Fact]
    public void A_kind_that_disappears_without_a_row_is_an_error()
    {
        Presence presence = Presence.Of(Minors.All.Select(minor => (minor, (IEnumerable<string>)(minor < 34 ? ["x/v1/Ship"] : []))));

        Assert.Throws<InvalidDataException>(() => LifecycleTable.Build(None, None, presence));
    }
}
