using ManifestLint.Yaml.Editing;
using ManifestLint.Yaml.Syntax;

namespace ManifestLint.Yaml.Tests.Editing;

/// <summary>Every operation that makes sense somewhere in a document; values are picked by a seed.</summary>
internal static class Operations
{
    private static readonly YamlScalarValue[] Scalars =
    [
        YamlValue.String("plain"), YamlValue.String("true"), YamlValue.String(""), YamlValue.String("a: b # c"), YamlValue.String("[x"),
        YamlValue.String("two\nlines\n"), YamlValue.String(" blanks "), YamlValue.String("it's \"quoted\" \\"), YamlValue.Integer(-5), YamlValue.Integer(8080),
        YamlValue.Boolean(true), YamlValue.Float("0.5"), YamlValue.String("registry.example.com/a/b:1.2"), YamlValue.String("tab\there\u0007"), YamlValue.String("<<"),
        YamlValue.String("- x"), YamlValue.String("a, b"), YamlValue.String("line\n\n  deeper\nend"), YamlValue.String("Müller 👋"), YamlValue.String("1e3"), YamlValue.String("what?"),
    ];

    private static readonly string[] Keys = ["added", "on", "app.kubernetes.io/name", "with: colon", "123", "x y", "-", "{"];

    public static YamlValue Value(int seed)
    {
        YamlScalarValue scalar = Scalars[Pick(seed, Scalars.Length)];
        return Pick(seed / 7, 9) switch
        {
            0 => YamlValue.Map(("first", scalar), ("second", YamlValue.List(scalar, YamlValue.Map(("deep", 1), ("more", "text"))))),
            1 => YamlValue.List(scalar, "b", YamlValue.List("c", scalar)),
            2 => YamlValue.Map(),
            3 => YamlValue.List(),
            4 => YamlValue.List(scalar, "10").AsFlow(),
            5 => YamlValue.Map(("k", YamlValue.Map(("port", "http"))), ("periodSeconds", 5)),
            6 => YamlValue.Null,
            _ => scalar,
        };
    }

    public static IEnumerable<Operation> On(YamlDocument document, int seed)
    {
        if (document.Root is null)
        {
            YamlPath path = YamlPath.Root / "spec" / "a";
            yield return new($"set {path}", editor => editor.Set(path, 1), _ => YamlValue.Map(("spec", YamlValue.Map(("a", 1)))));
            yield break;
        }

        int next = seed;
        foreach (YamlNode node in document.DescendantsAndSelf())
        {
            if (YamlPath.Of(node).Find(document) is not { Crossing: null } target)
                continue;
            next = unchecked((next * 31) + 17);
            foreach (Operation operation in On(document, node, target, next))
                yield return operation;
        }
    }

    private static IEnumerable<Operation> On(YamlDocument document, YamlNode node, YamlPathTarget target, int seed)
    {
        YamlPath path = YamlPath.Of(node);
        YamlValue value = Value(seed);
        bool counts = target.Node == node || target.Entry == node;
        switch (node)
        {
            case YamlEntry entry when counts:
                string key = path.Last!.Value.Key!;
                bool isDoubled = ((YamlMapping)entry.Parent!).Entries.Count(other => ScalarResolver.GetKey(other.Key) == key) > 1;
                if (!isDoubled)
                {
                    yield return new($"remove {path}", editor => editor.RemoveEntry(path), data => Model.Drop(data, path), entry);
                    yield return new($"rename {path}", editor => editor.RenameKey(path, NewKey(entry.Parent!, seed)), data => Model.Rename(data, path, NewKey(entry.Parent!, seed)));
                    foreach (Operation move in Moves(path, seed))
                        yield return move;
                }

                yield return new($"set {path} to {value}", editor => editor.Set(path, value), data => Model.Put(data, path.Parent, key, value), entry.Value, RemovesInsideOnly: true);
                break;
            case YamlScalar scalar when counts:
                YamlScalarValue other = Scalars[Pick(seed, Scalars.Length)];
                yield return new($"set scalar {path} to {other}", editor => editor.SetScalar(path, other), data => Model.At(data, path, _ => other));
                if (scalar.IsNull)
                    yield return Insert(scalar, path, value, EntryPosition.Last, seed);
                break;
            case YamlMapping mapping when counts:
                yield return Insert(mapping, path, value, EntryPosition.First, seed);
                yield return Insert(mapping, path, Value(seed + 1), EntryPosition.Last, seed + 1);
                if (mapping.Entries.Length > 1 && ScalarResolver.GetKey(mapping.Entries[1].Key) is { } second)
                    yield return Insert(mapping, path, Value(seed + 2), seed % 2 == 0 ? EntryPosition.Before(second) : EntryPosition.After(second), seed + 2);
                break;
            case YamlSequence sequence when counts:
                foreach (int index in new[] { 0, sequence.Items.Length / 2, sequence.Items.Length }.Distinct())
                {
                    YamlValue item = Value(seed + index);
                    yield return new($"insert item {path}[{index}] {item}", editor => editor.InsertItem(path, index, item), data => Model.InsertItem(data, path, index, item));
                }

                for (int from = 0; from < sequence.Items.Length; from++)
                {
                    int to = Pick(seed + from, sequence.Items.Length);
                    if (from != to)
                        yield return MoveItem(path, from, to);
                }

                break;
        }

        if (node.Parent is YamlSequence && counts)
        {
            yield return new($"remove item {path}", editor => editor.RemoveItem(path), data => Model.Drop(data, path), node);
            yield return new($"set item {path} to {value}", editor => editor.Set(path, value), data => Model.At(data, path, _ => value), node, RemovesInsideOnly: true);
        }
    }

    private static IEnumerable<Operation> Moves(YamlPath path, int seed)
    {
        string key = path.Last!.Value.Key!;
        YamlPath other = YamlPath.Root / "moved" / "here";
        yield return new($"move {path} to {other}", editor => editor.MoveEntry(path, other, EntryPosition.Last), data =>
        {
            YamlValue value = Model.Get(data, path);
            YamlValue dropped = Model.Drop(data, path);
            return Model.Put(Model.Ensure(Model.Ensure(dropped, YamlPath.Root, "moved"), YamlPath.Root / "moved", "here"), other, key, value);
        });
        EntryPosition position = seed % 2 == 0 ? EntryPosition.First : EntryPosition.Last;
        yield return new($"reorder {path}", editor => editor.MoveEntry(path, path.Parent, position), data => data);
        if (path.Segments.Length > 1 && path.Segments[^2].Key is not null)
        {
            YamlPath up = path.Parent.Parent;
            yield return new($"move {path} up", editor => editor.MoveEntry(path, up, EntryPosition.After(path.Parent.Last!.Value.Key!)), data =>
                Model.Put(Model.Drop(data, path), up, key, Model.Get(data, path)));
        }
    }

    private static Operation MoveItem(YamlPath path, int from, int to) =>
        new($"move item {path} {from} to {to}", editor => editor.MoveItem(path, from, to), data => Model.At(data, path, old =>
        {
            var items = ((YamlSequenceValue)old).Items;
            return YamlValue.List(items.RemoveAt(from).Insert(to, items[from]));
        }));

    private static Operation Insert(YamlNode mapping, YamlPath path, YamlValue value, EntryPosition position, int seed)
    {
        string key = NewKey(mapping, seed);
        return new($"insert {path}/{key} {value}", editor => editor.InsertEntry(path, key, value, position), data => Model.Put(data, path, key, value));
    }

    private static string NewKey(YamlNode mapping, int seed)
    {
        string key = Keys[Pick(seed, Keys.Length)];
        while (mapping is YamlMapping present && present.Find(key) is not null)
            key += "x";
        return key;
    }

    private static int Pick(int seed, int count) => (int)((uint)(seed * 2654435761L % int.MaxValue) % (uint)count);
}
