using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using ManifestLint.Releases;
using ManifestLint.Resources;
using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Release.Tests.Operations;

public sealed class OperationLawTests
{
    private const string Next = "registry.example.com/shop:2.0.0";
    private static readonly Config Fixed = Config.QuickThrowOnFailure.WithMaxTest(150).WithReplay(20261121, 1);

    [Fact]
    public void Every_blue_green_operation_and_its_inverse_restore_the_bytes() => Check.One(Fixed, Prop.ForAll(WrittenSet.Of(isCanary: false), written =>
    {
        ReleaseState start = written.Read().State();
        string old = start.Other.ImageText;
        ReleaseState deployed = Run(start, state => DeployOperation.Run(state, [Next]));
        AssertSame(start, written.IsUp ? DeployOperation.Run(deployed, [old]) : DeployOperation.Run(deployed, [old], replicas: 0));

        ReleaseState switched = Run(deployed, state => SwitchOperation.Run(state, "green"));
        AssertSame(deployed, SwitchOperation.Run(switched, "blue"));
        AssertSame(deployed, RollbackOperation.Run(switched, "blue"));
        if (written.IsAnnotated)
            AssertSame(deployed, RollbackOperation.Run(switched));

        ReleaseState retired = Run(switched, RetireOperation.Run);
        AssertSame(switched, RollbackOperation.Run(retired, "blue", startsOld: true));
        Assert.Equal("green", retired.Serving.Slot);
        Assert.True(retired.Other.Replicas.IsParked);
    }));

    [Fact]
    public void Every_canary_operation_keeps_the_total_and_can_be_taken_back()
    {
        Arbitrary<(WrittenSet, int, int)> inputs = (
            from written in WrittenSet.Of(isCanary: true).Generator
            from first in Gen.Choose(0, 100)
            from second in Gen.Choose(0, 100)
            select (written, first, second)).ToArbitrary();
        Check.One(Fixed, Prop.ForAll(inputs, input =>
        {
            (WrittenSet written, int first, int second) = input;
            ReleaseState start = Run(written.Read().State(), state => DeployOperation.Run(state, [Next]));
            AssertSame(written.Read().State(), DeployOperation.Run(start, ["shop:1.4.1"]));

            ReleaseState one = Run(start, state => WeightOperation.Run(state, first));
            ReleaseState two = Run(one, state => WeightOperation.Run(state, second));
            Assert.Equal(CanarySplit.Of(written.Total, first), one.Split);
            Assert.Equal(written.Total, two.Split.Total);
            AssertSame(one, WeightOperation.Run(two, first));
            AssertSame(start, RollbackOperation.Run(two));
            AssertSame(start, RetireOperation.Run(two));
            AssertSame(two, WeightOperation.Run(Run(one, state => WeightOperation.Run(state, second, WeightPhase.Grow, written.Total), isWhole: one.Split != two.Split), second, WeightPhase.Shrink, written.Total));

            ReleaseState promoted = Run(two, state => PromoteOperation.Run(state));
            Assert.Equal((Next, written.Total, 0L), (promoted.Serving.ImageText, promoted.Serving.Replicas.Count, promoted.Other.Replicas.Count));
        }));
    }

    // Runs an operation and holds it to the laws of every change.
    private static ReleaseState Run(ReleaseState before, Func<ReleaseState, ReleaseChange> operate, bool isWhole = true)
    {
        ReleaseChange change = operate(before);
        if (isWhole)
            Assert.True(operate(change.After).IsNothing, $"a second {change.Verb} changes {string.Join(", ", operate(change.After).Edits.Select(edit => edit.Path))}");
        AssertOnlyEdits(change);
        return change.After;
    }

    // The data is the old data with the edits, and every line that no edit is about is as it was.
    private static void AssertOnlyEdits(ReleaseChange change)
    {
        Assert.Equal(change.Files.Select(file => file.Before.Path), change.Edits.Select(edit => edit.Resource.File.Path).Distinct().Order(StringComparer.Ordinal));
        foreach (ChangedFile file in change.Files)
        {
            Assert.Equal(
                [.. file.Before.Resources.Select(resource => Edited(resource, change.Edits))],
                file.After.Resources.Select(resource => YamlValue.From(resource.Root)));

            string[] before = LinesOf(file.Before);
            string[] after = LinesOf(file.After);
            int head = before.Zip(after).TakeWhile(pair => pair.First == pair.Second).Count();
            int tail = before.Reverse().Zip(after.Reverse()).TakeWhile(pair => pair.First == pair.Second).Count();
            int edits = change.Edits.Count(edit => edit.Resource.File == file.Before);
            Assert.True(Math.Abs(before.Length - after.Length) <= edits);
            if (edits == 1)
                Assert.True(before.Length - head - tail <= 1 && after.Length - head - tail <= 1, $"{file.Before.Tree!.Text}\n=>\n{file.After.Tree!.Text}");
        }
    }

    private static YamlValue Edited(Resource resource, ImmutableArray<FieldEdit> edits)
    {
        YamlValue value = YamlValue.From(resource.Root);
        foreach (FieldEdit edit in edits.Where(edit => edit.Resource == resource))
            value = Edited(value, edit.Path.Segments, edit.After);
        return value;
    }

    private static YamlValue Edited(YamlValue value, ImmutableArray<YamlPathSegment> path, YamlValue? after)
    {
        (string? key, int index) = path[0];
        if (value is YamlSequenceValue list)
            return YamlValue.List(list.Items.SetItem(index, Edited(list.Items[index], path.RemoveAt(0), after)));

        var mapping = (YamlMappingValue)value;
        if (path.Length > 1)
            return mapping.With(key!, Edited(mapping[key!]!, path.RemoveAt(0), after));
        return after is null ? mapping.Without(key!) : mapping.With(key!, after);
    }

    private static string[] LinesOf(ManifestFile file) => file.Tree!.Text.Text.Split('\n');

    private static void AssertSame(ReleaseState expected, ReleaseChange change)
    {
        AssertOnlyEdits(change);
        Assert.Equal(Given.TextsOf(expected), Given.TextsOf(change.After));
    }
}
