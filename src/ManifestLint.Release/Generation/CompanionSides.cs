using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Releases.Generation;

/// <summary>Makes one of each side of what the source has around its Deployment: autoscalers and disruption budgets.</summary>
internal sealed class CompanionSides(GenerationPlan plan)
{
    private static readonly YamlPath Spec = YamlPath.Root / "spec";

    private readonly SideLabels _labels = new(plan.Scheme);

    /// <summary>The autoscalers, horizontal ones first.</summary>
    public IEnumerable<GeneratedObject> MakeScalers()
    {
        IEnumerable<(Resource Resource, string Field, string Stem)> scalers =
        [
            .. plan.Source.Scalers.Select(scaler => (scaler.Resource, "scaleTargetRef", "hpa")),
            .. plan.Source.VerticalScalers.Select(scaler => (scaler.Resource, "targetRef", "vpa")),
        ];
        foreach ((Resource resource, string field, string stem) in scalers)
        {
            foreach (ReleaseSide side in plan.Scheme.Sides)
            {
                string name = plan.Scheme.NameFor(side, resource.Name);
                string text = plan.Take(resource).Named(name).WithScalar(Spec / field / "name", YamlValue.String(side.WorkloadName)).Text;
                yield return new GeneratedObject(stem, resource.Kind, name, text);
            }
        }
    }

    /// <summary>The budgets: one for each colour, since idle pods must not count for those that serve; one over both sides of a canary, whose pods all serve.</summary>
    public IEnumerable<GeneratedObject> MakeBudgets()
    {
        YamlPath matchLabels = Spec / "selector" / "matchLabels";
        foreach (DisruptionBudgetView budget in plan.Source.Budgets)
        {
            ImmutableArray<ReleaseSide> sides = plan.IsBlueGreen ? plan.Scheme.Sides : [plan.Scheme.First];
            foreach (ReleaseSide side in sides)
            {
                ObjectDraft draft = plan.Take(budget.Resource);
                string name = plan.IsBlueGreen ? plan.Scheme.NameFor(side, budget.Resource.Name) : budget.Resource.Name;
                draft = plan.IsBlueGreen ? _labels.Narrow(draft.Named(name), matchLabels, side) : _labels.Share(draft, matchLabels).Without(matchLabels / plan.Scheme.Key);
                yield return new GeneratedObject("pdb", budget.Resource.Kind, name, draft.Text);
            }
        }
    }
}
