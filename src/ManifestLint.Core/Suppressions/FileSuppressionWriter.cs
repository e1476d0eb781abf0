using System.Collections.Immutable;
using ManifestLint.Diagnostics;
using ManifestLint.Fixes;
using ManifestLint.Resources;
using ManifestLint.Yaml.Text;

namespace ManifestLint.Suppressions;

/// <summary>
/// Writes the suppressions of one file. Each finding begins with the best place for it; what the editor refuses, or what turns out not to suppress the
/// finding when the new text is read, goes to the next place, and everything is written anew.
/// </summary>
/// <param name="file">The file.</param>
/// <param name="findings">What is to be suppressed, in the order of a report.</param>
/// <param name="names">All rules.</param>
/// <param name="text">The words.</param>
internal sealed class FileSuppressionWriter(ManifestFile file, List<Diagnostic> findings, RuleIndex names, SuppressionText text)
{
    private readonly SuppressionPlaces _places = new(file);
    private readonly SourceText _source = file.Tree!.Text;
    private readonly List<UnwrittenSuppression> _unwritten = [];

    /// <summary>The findings that are suppressed in the new text.</summary>
    public ImmutableArray<Diagnostic> Suppressed { get; private set; } = [];

    /// <summary>The other ones.</summary>
    public IReadOnlyList<UnwrittenSuppression> Unwritten => _unwritten;

    /// <summary>The file as it becomes; null when nothing can be written.</summary>
    public FixedFile? Write()
    {
        List<PlacedFinding> left = [.. findings.Select(finding => new PlacedFinding(finding, _places.Of(finding)))];
        while (true)
        {
            foreach (PlacedFinding lost in left.Where(finding => finding.IsLost))
                _unwritten.Add(new UnwrittenSuppression(lost.Finding, _places.IsJson ? "JSON has no comments, and it is about no object that could take an annotation" : "no comment can stand there"));
            left.RemoveAll(finding => finding.IsLost);
            if (left.Count == 0)
                return null;

            var plan = new SuppressionPlan(_source, text, names);
            foreach (PlacedFinding finding in left)
                plan.Add(finding);
            ImmutableArray<TextChange> changes = plan.CreateChanges(out List<PlacedFinding> refused);
            if (refused.Count == 0 && changes.IsEmpty)
                return null;

            // On a page what would reach beyond a block has no place there.
            if (file.Hosted?.Allows(changes) == false)
            {
                left.ForEach(finding => finding.GoOn());
                continue;
            }

            ManifestFile after = file.WithText(file.Text!.WithChanges(changes));
            SuppressionIndex written = FileSuppressions.Read(after, names).Index;
            foreach (PlacedFinding finding in left)
            {
                if (!refused.Contains(finding) && !written.Covers(finding.Finding.Descriptor.Id, Move(finding.Finding.Location.Span.Start, changes)))
                    refused.Add(finding);
            }

            if (refused.Count == 0)
            {
                Suppressed = [.. left.Select(finding => finding.Finding)];
                return new FixedFile(file, after);
            }

            foreach (PlacedFinding finding in refused)
                finding.GoOn();
        }
    }

    // What is written on a line of its own at the place comes before it; what is written behind comes behind it.
    private static int Move(int offset, ImmutableArray<TextChange> changes)
    {
        int moved = offset;
        foreach (TextChange change in changes)
        {
            if (change.Span.End < offset || (change.Span.End == offset && (!change.Span.IsEmpty || change.NewText.EndsWith('\n') || change.NewText.EndsWith('\r'))))
                moved += change.Delta;
        }

        return moved;
    }
}

/// <summary>A finding and the places that are left for it.</summary>
internal sealed class PlacedFinding(Diagnostic finding, IReadOnlyList<SuppressionPlace> places)
{
    private int _next;

    public Diagnostic Finding => finding;

    public bool IsLost => _next >= places.Count;

    public SuppressionPlace Place => places[_next];

    /// <summary>Takes the next place.</summary>
    public void GoOn() => _next++;

    /// <summary>Whether a comment above the node is among the places that are left.</summary>
    public SuppressionPlace? Above
    {
        get
        {
            for (int i = _next; i < places.Count; i++)
            {
                if (places[i].Form == SuppressionForm.Node)
                    return places[i];
            }

            return null;
        }
    }
}
