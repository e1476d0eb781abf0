using System.IO.Compression;
using System.Text.Json;

namespace ManifestLint.Schemas.Generator.Packing;

/// <summary>Packs the committed JSON files into the binary form that the program carries; <see cref="SchemaPack"/> reads it.</summary>
internal static class PackWriter
{
    /// <summary>Packs <c>kubernetes.json</c> with what <c>validation.json</c> adds.</summary>
    public static byte[] PackKubernetes(JsonElement file, JsonElement validation)
    {
        var texts = new TextTable();
        JsonProperty[] definitions = [.. file.GetProperty("defs").EnumerateObject()];
        var encoder = new SchemaEncoder(texts, Numbers(definitions));
        JsonElement additions = validation.GetProperty("fields");
        CheckFields(additions, file.GetProperty("defs"));
        PackBuffer[] bodies = [.. definitions.Select(definition => EncodeRanged(encoder, definition.Value, additions.TryGetProperty(definition.Name, out JsonElement found) ? found : default))];
        return Assemble(texts, WriteRoots([file.GetProperty("roots")], Numbers(definitions), texts, isOpen: false), definitions, bodies);
    }

    /// <summary>Packs the files of <c>crds</c> into one.</summary>
    public static byte[] PackCustom(IReadOnlyList<JsonElement> files)
    {
        var texts = new TextTable();
        var roots = new PackBuffer();
        int count = 0;
        var definitions = new List<JsonProperty>();
        var bodies = new List<PackBuffer>();
        foreach (JsonElement file in files)
        {
            // Names are local to a file.
            JsonProperty[] own = [.. file.GetProperty("$defs").EnumerateObject()];
            Dictionary<string, int> numbers = Numbers(own, definitions.Count);
            var encoder = new SchemaEncoder(texts, numbers);
            bodies.AddRange(own.Select(definition => Encode(encoder, definition.Value)));
            definitions.AddRange(own);
            WriteRoots(roots, file.GetProperty("roots"), numbers, texts, isOpen: file.TryGetProperty("open", out JsonElement open) && open.GetBoolean());
            count += file.GetProperty("roots").EnumerateObject().Count();
        }

        var all = new PackBuffer();
        all.WriteNumber(count);
        all.Write(roots);
        return Assemble(texts, all, definitions, [.. bodies]);
    }

    /// <summary>The pack as it is embedded.</summary>
    public static byte[] Compress(byte[] pack)
    {
        using var result = new MemoryStream();
        using (var brotli = new BrotliStream(result, CompressionLevel.SmallestSize))
            brotli.Write(pack);
        return result.ToArray();
    }

    private static Dictionary<string, int> Numbers(IReadOnlyList<JsonProperty> definitions, int first = 0) =>
        definitions.Select((definition, number) => (definition.Name, Number: first + number)).ToDictionary(pair => pair.Name, pair => pair.Number, StringComparer.Ordinal);

    private static PackBuffer WriteRoots(IReadOnlyList<JsonElement> groups, Dictionary<string, int> definitions, TextTable texts, bool isOpen)
    {
        var buffer = new PackBuffer();
        buffer.WriteNumber(groups.Sum(group => group.EnumerateObject().Count()));
        foreach (JsonElement group in groups)
            WriteRoots(buffer, group, definitions, texts, isOpen);
        return buffer;
    }

    private static void WriteRoots(PackBuffer buffer, JsonElement roots, Dictionary<string, int> definitions, TextTable texts, bool isOpen)
    {
        foreach (JsonProperty root in roots.EnumerateObject())
        {
            int slash = root.Name.LastIndexOf('/');
            buffer.WriteNumber(texts.NumberOf(root.Name[..slash]));
            buffer.WriteNumber(texts.NumberOf(root.Name[(slash + 1)..]));
            buffer.WriteNumber(definitions[root.Value.GetProperty("def").GetString()!]);
            buffer.WriteNumber(texts.NumberOf(root.Value.GetProperty("plural").GetString()!));
            bool isClusterScoped = root.Value.GetProperty("scope").GetString() == "C";
            buffer.WriteByte((isClusterScoped ? 1 : 0) | (isOpen ? 2 : 0));
            buffer.WriteNumber(root.Value.TryGetProperty("in", out JsonElement minors) ? minors.GetInt32() : 0);
        }
    }

    private static void CheckFields(JsonElement additions, JsonElement definitions)
    {
        foreach (JsonProperty definition in additions.EnumerateObject())
        {
            foreach (JsonProperty field in definition.Value.EnumerateObject())
            {
                if (!definitions.TryGetProperty(definition.Name, out JsonElement known) || !known.GetProperty("p").TryGetProperty(field.Name, out _))
                    throw new InvalidDataException($"Something is added to {definition.Name}.{field.Name}, which no minor has.");
            }
        }
    }

    private static PackBuffer EncodeRanged(SchemaEncoder encoder, JsonElement definition, JsonElement additions)
    {
        var buffer = new PackBuffer();
        var properties = new List<(string, List<(JsonElement, JsonElement, bool, int)>)>();
        foreach (JsonProperty property in definition.GetProperty("p").EnumerateObject())
        {
            IEnumerable<(JsonElement, bool, int)> variants = property.Value.ValueKind == JsonValueKind.Array
                ? property.Value.EnumerateArray().Select(variant => (variant[0], variant.GetArrayLength() > 1 && variant[1].GetInt32() == 1, variant.GetArrayLength() > 2 ? variant[2].GetInt32() : -1))
                : [(property.Value, false, -1)];
            JsonElement more = additions.ValueKind == JsonValueKind.Object && additions.TryGetProperty(property.Name, out JsonElement found) ? found : default;
            properties.Add((property.Name, [.. variants.SelectMany(variant => Split(variant, more))]));
        }

        if (definition.TryGetProperty("in", out JsonElement minors))
        {
            SchemaEncoder.WriteTag(buffer, SchemaPackTag.Minors);
            buffer.WriteNumber(minors.GetInt32());
        }

        SchemaEncoder.WriteTag(buffer, SchemaPackTag.Types);
        buffer.WriteByte((byte)SchemaTypes.Object);
        encoder.WriteProperties(buffer, properties);
        SchemaEncoder.WriteTag(buffer, SchemaPackTag.End);
        return buffer;
    }

    // Keywords for some minors cut a variant into those minors and the rest.
    private static IEnumerable<(JsonElement Schema, JsonElement More, bool IsRequired, int Minors)> Split((JsonElement Schema, bool IsRequired, int Minors) variant, JsonElement more)
    {
        if (more.ValueKind != JsonValueKind.Array)
            return [(variant.Schema, more, variant.IsRequired, variant.Minors)];

        const int AllMinors = 0x1FF;
        int minors = variant.Minors < 0 ? AllMinors : variant.Minors;
        return more.EnumerateArray().Select(part => (variant.Schema, part, variant.IsRequired, Minors: minors & part.GetProperty("in").GetInt32())).Where(part => part.Minors != 0);
    }

    private static PackBuffer Encode(SchemaEncoder encoder, JsonElement definition)
    {
        var buffer = new PackBuffer();
        encoder.WriteSchema(buffer, definition);
        return buffer;
    }

    private static byte[] Assemble(TextTable texts, PackBuffer roots, IReadOnlyList<JsonProperty> definitions, PackBuffer[] bodies)
    {
        var names = new PackBuffer();
        foreach (JsonProperty definition in definitions)
            names.WriteNumber(texts.NumberOf(definition.Name));

        var pack = new PackBuffer();
        texts.WriteTo(pack);
        pack.Write(roots);
        pack.WriteNumber(definitions.Count);
        pack.Write(names);
        foreach (PackBuffer body in bodies)
            pack.WriteNumber(body.Length);
        foreach (PackBuffer body in bodies)
            pack.Write(body);
        return pack.ToArray();
    }
}
