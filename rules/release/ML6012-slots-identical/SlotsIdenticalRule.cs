using ManifestLint.Analysis;
using ManifestLint.Diagnostics;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Rules;

public sealed class SlotsIdenticalRule : Rule
{
    public override DiagnosticDescriptor Descriptor { get; } = new(
        id: "ML6012",
        name: "slots-identical",
        title: "Both sides of a release run the same version",
        severity: DiagnosticSeverity.Info,
        preset: RulePreset.Strict);

    public override void Initialize(AnalysisContext context) => context.RegisterReleaseSetAction(Analyze);

    private static void Analyze(ReleaseSetContext context)
    {
        (ReleaseSet set, ResourceSet resources, _) = context;
        (Workload first, Workload second) = (set.Pair.First, set.Pair.Second);
        if (!first.HasOwnTemplate || !second.HasOwnTemplate || first.Template is not { } template || second.Template is not { } other)
            return;
        if (!new SlotComparison(set.Pair).AreEqual(template, other) || !resources.HasPods(first) || !resources.HasPods(second))
            return;

        Workload later = ResourceOrder.Compare(first.Resource, second.Resource) < 0 ? second : first;
        ContainerView? container = later.PodSpec.Containers.FirstOrDefault(candidate => candidate is { IsApp: true, Image: not null });
        string image = container?.Image is { } written ? $" ({written.Value})" : "";
        context.Report(
            later.Resource,
            container?.Image?.Node ?? later.Spec!.Find("template")!.Key,
            $"{set.Pair.OtherThan(later)} and {later} run the same template{image}, so {(set.Strategy == ReleaseStrategy.Canary ? "weighting" : "switching")} changes nothing");
    }

    /// <summary>Compares templates of two sides: a value that is the slot of its side is equal to one that is the slot of the other.</summary>
    private readonly struct SlotComparison(ReleasePair pair)
    {
        private readonly (string Mine, string Its)[] _slots =
            [(pair.FirstSlot, pair.SecondSlot), .. pair.SlotKeys.Select(key => (pair.First.TemplateLabels[key]!, pair.Second.TemplateLabels[key]!))];

        public bool AreEqual(YamlNode left, YamlNode right)
        {
            (YamlNode mine, YamlNode its) = (left.Dereference(), right.Dereference());
            return (mine, its) switch
            {
                (YamlMapping one, YamlMapping other) => AreEqual(one, other),
                (YamlSequence one, YamlSequence other) => AreEqual(one, other),
                (YamlScalar one, YamlScalar other) => AreEqual(one, other),
                _ => false,
            };
        }

        private bool AreEqual(YamlMapping left, YamlMapping right)
        {
            int count = 0;
            foreach ((string key, YamlEntry entry) in left.EffectiveEntries())
            {
                if (right.Find(key) is not { } other || !AreEqual(entry.Value, other.Value))
                    return false;
                count++;
            }

            return count == right.EffectiveEntries().Count();
        }

        private bool AreEqual(YamlSequence left, YamlSequence right)
        {
            if (left.Items.Length != right.Items.Length)
                return false;

            for (int i = 0; i < left.Items.Length; i++)
            {
                if (!AreEqual(left.Items[i], right.Items[i]))
                    return false;
            }

            return true;
        }

        private bool AreEqual(YamlScalar left, YamlScalar right)
        {
            (YamlScalarKind Kind, string Json) mine = (left.Resolve().Kind, left.Resolve().Json);
            (YamlScalarKind Kind, string Json) its = (right.Resolve().Kind, right.Resolve().Json);
            return mine == its || (mine.Kind == YamlScalarKind.String && its.Kind == YamlScalarKind.String && Array.IndexOf(_slots, (mine.Json, its.Json)) >= 0);
        }
    }
}
