using System.Collections.Immutable;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;

namespace ManifestLint.Releases;

/// <summary>Puts a version on the side that does not serve: the idle colour, or the canary.</summary>
public static class DeployOperation
{
    /// <summary>
    /// Sets images, and gives an idle colour as many pods as the live one has. The pods of a canary follow from its weight. Nothing changes when all is so.
    /// </summary>
    /// <param name="state">The set.</param>
    /// <param name="images">References, each with the name of its container in front where there are several: <c>web=shop:1.5.0</c>.</param>
    /// <param name="replicas">How many pods the idle colour shall have, 0 or more; null for those of the live one.</param>
    /// <exception cref="ReleaseRefusedException">It cannot be done; <see cref="ReleaseChange.Objection"/> says what a user may overrule.</exception>
    public static ReleaseChange Run(ReleaseState state, ImmutableArray<string> images, long? replicas = null)
    {
        OperationGuards.RequireClear(state);
        if (images.IsEmpty && replicas is null)
            throw ReleaseRefusedException.WrongUse("nothing to deploy is named", "--image REFERENCE");
        if (state.Strategy == ReleaseStrategy.Canary && replicas is not null)
            throw ReleaseRefusedException.WrongUse("the pods of a canary follow from its weight, not from --replicas", "release weight");

        var editor = new ReleaseEditor(state);
        ReleaseSide side = state.Other;
        foreach (string image in images)
            SetImage(editor, side, image);
        bool isNewVersion = editor.Edits.Count > 0;
        if (state.Strategy == ReleaseStrategy.BlueGreen)
            SetReplicas(editor, state, replicas);

        // More pods for the same version leave it where a rollback leads to.
        if (isNewVersion && state.Previous == side.Slot)
            editor.RememberPrevious(state, state.Serving);
        if (editor.Edits.Count == 0)
            return editor.Finish("deploy", $"{side.Slot} runs {side.ImageText} already");

        ReleaseChange change = editor.Finish("deploy", images.IsEmpty ? $"{side.Slot}, {replicas} pods" : $"{string.Join(", ", images)} on {side.Slot}");
        return change with
        {
            Objection = (isNewVersion ? FindUnfinished(state) : null) ?? FindSameImage(change.After) ?? CapacityCheck.FindObjection(change.After),
            Notes = FindNotes(change),
            Steps = FindSteps(change),
            Next = FindNext(change.After),
        };
    }

    private static void SetImage(ReleaseEditor editor, ReleaseSide side, string image)
    {
        int equals = image.IndexOf('=', StringComparison.Ordinal);
        string? name = equals < 0 ? null : image[..equals];
        string reference = image[(equals + 1)..];
        if (ImageGrammar.Check(reference) is { } defect)
            throw ReleaseRefusedException.WrongUse($"'{reference}' is no image reference: {defect.Reason}", "--image registry.example.com/shop:1.5.0");

        ContainerView container = FindContainer(side, name);
        editor.Set(side.Workload.Resource, side.Workload.Resource.PathOf(container.Mapping) / "image", YamlValue.String(reference), EntryPosition.After("name"));
    }

    private static ContainerView FindContainer(ReleaseSide side, string? name)
    {
        ContainerView[] all = [.. side.Workload.PodSpec.All];
        string names = string.Join(", ", all.Select(container => container.Name?.Value));
        if (name is not null)
            return Array.Find(all, container => container.Name?.Value == name) ?? throw ReleaseRefusedException.WrongUse($"{side.Name} has no container {name}; it has {names}");

        ContainerView[] own = [.. side.Workload.PodSpec.AppContainers];
        return own.Length == 1
            ? own[0]
            : throw ReleaseRefusedException.WrongUse($"{side.Name} has {own.Length} containers of its own ({names}), so it is not said whose image this is", "--image CONTAINER=REFERENCE");
    }

    private static void SetReplicas(ReleaseEditor editor, ReleaseState state, long? replicas)
    {
        long wanted = replicas ?? state.Serving.Replicas.Count;
        if (replicas == 0)
            editor.SetReplicas(state.Other, 0);
        else if (state.Other.Replicas.IsParked)
            editor.Start(state.Other, wanted);
        else if (state.Other.Scaler is null && (replicas is not null || state.Other.Replicas.Count < wanted))
            editor.SetReplicas(state.Other, wanted);
    }

    private static ReleaseRefusal? FindUnfinished(ReleaseState state) => state.Strategy != ReleaseStrategy.BlueGreen || state.Other.Replicas.IsParked || state.Previous != state.Other.Slot
        ? null
        : new ReleaseRefusal(RefusalKind.Precondition, $"the last release is not over: {state.Other.Slot} still runs {state.Other.ImageText}, to which a rollback leads")
        {
            Remedy = "release retire ends it, release rollback goes back",
            CanBeForced = true,
        };

    private static ReleaseRefusal? FindSameImage(ReleaseState after) => !SlotlessTemplate.AreEqual(after) || after.Other.Replicas.IsParked
        ? null
        : new ReleaseRefusal(RefusalKind.Precondition, $"{after.Serving.Slot} serves {after.Serving.ImageText} already: both sides would run the same template")
        {
            Remedy = "--image with another version",
            CanBeForced = true,
        };

    private static ImmutableArray<string> FindNotes(ReleaseChange change)
    {
        var notes = ImmutableArray.CreateBuilder<string>();
        ReleaseState before = change.Before;
        if (before.Strategy == ReleaseStrategy.Canary && !before.Other.Replicas.IsParked)
            notes.Add($"the canary serves {before.Split.EffectiveText} % of the requests while its pods are replaced");
        if (before.Other.Replicas.IsParked && !change.After.Other.Replicas.IsParked && change.After.Other.Scaler is { } scaler)
            notes.Add($"{scaler} scales {before.Other.Slot} up from one pod to {change.After.Other.Replicas.Count}, its least number");
        return notes.DrainToImmutable();
    }

    private static ImmutableArray<RolloutStep> FindSteps(ReleaseChange change)
    {
        ReleaseSide side = change.After.Other;
        return [new RolloutStep($"{side.Slot} gets its version", change.FileNames(), side.Replicas.IsParked ? null : KubectlCommands.Wait(side))];
    }

    private static ImmutableArray<NextCommand> FindNext(ReleaseState after) => after.Strategy == ReleaseStrategy.BlueGreen
        ? [new NextCommand("switch", $"--to {after.Other.Slot}", $"once its pods are ready and tried{TriedThrough(after)}")]
        : [new NextCommand("weight", "10", "gives the canary a share of the requests")];

    private static string TriedThrough(ReleaseState after) =>
        after.Set.PreviewServices.FirstOrDefault(service => after.Set.SideOf(service) == after.Other.Workload) is { } preview ? $" through Service {preview.Name}" : "";
}
