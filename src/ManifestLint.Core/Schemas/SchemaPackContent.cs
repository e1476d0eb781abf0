using System.IO.Compression;

namespace ManifestLint.Schemas;

/// <summary>A kind in a pack.</summary>
internal readonly record struct SchemaPackRoot(int Definition, string Plural, MinorSet Minors, bool IsClusterScoped, bool IsIncomplete);

/// <summary>A pack taken apart as far as every use of it needs: its texts and roots, and where each definition begins.</summary>
internal sealed class SchemaPackContent
{
    private SchemaPackContent(byte[] bytes)
    {
        Bytes = bytes;
        var reader = new PackReader(bytes, 0);
        Texts = new string[reader.ReadNumber()];
        for (int i = 0; i < Texts.Length; i++)
            Texts[i] = reader.ReadText();

        int roots = reader.ReadNumber();
        Roots = new Dictionary<(string ApiVersion, string Kind), SchemaPackRoot>(roots);
        for (int i = 0; i < roots; i++)
        {
            (string, string) key = (Texts[reader.ReadNumber()], Texts[reader.ReadNumber()]);
            int definition = reader.ReadNumber();
            string plural = Texts[reader.ReadNumber()];
            byte bits = reader.ReadByte();
            int minors = reader.ReadNumber();
            Roots.Add(key, new SchemaPackRoot(definition, plural, minors == 0 ? MinorSet.All : new MinorSet(minors), (bits & 1) != 0, (bits & 2) != 0));
        }

        int definitions = reader.ReadNumber();
        DefinitionNames = new string[definitions];
        DefinitionNumbers = new Dictionary<string, int>(definitions, StringComparer.Ordinal);
        for (int i = 0; i < definitions; i++)
        {
            DefinitionNames[i] = Texts[reader.ReadNumber()];
            DefinitionNumbers.TryAdd(DefinitionNames[i], i);
        }

        DefinitionStarts = new int[definitions];
        int length = 0;
        for (int i = 0; i < definitions; i++)
        {
            DefinitionStarts[i] = length;
            length += reader.ReadNumber();
        }

        for (int i = 0; i < definitions; i++)
            DefinitionStarts[i] += reader.Position;
    }

    public byte[] Bytes { get; }

    public string[] Texts { get; }

    public Dictionary<(string ApiVersion, string Kind), SchemaPackRoot> Roots { get; }

    public string[] DefinitionNames { get; }

    public Dictionary<string, int> DefinitionNumbers { get; }

    /// <summary>Offset of each definition in <see cref="Bytes"/>.</summary>
    public int[] DefinitionStarts { get; }

    /// <summary>The pack that the assembly carries under a name.</summary>
    public static SchemaPackContent Load(string resource) => new(Decompress(resource));

    /// <summary>The bytes of an embedded resource.</summary>
    public static byte[] Decompress(string resource)
    {
        using Stream compressed = typeof(SchemaPackContent).Assembly.GetManifestResourceStream(resource)
            ?? throw new InvalidOperationException($"The assembly carries no {resource}.");
        using var brotli = new BrotliStream(compressed, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        brotli.CopyTo(bytes);
        return bytes.ToArray();
    }
}
