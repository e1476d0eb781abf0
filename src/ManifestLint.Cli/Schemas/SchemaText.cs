namespace ManifestLint.Cli.Schemas;

/// <summary>The outcome of looking for a schema: its bytes, or that it is not there, or why that cannot be told.</summary>
internal sealed record SchemaText
{
    /// <summary>There is none.</summary>
    public static SchemaText Missing { get; } = new();

    /// <summary>What it holds; null when there is none.</summary>
    public byte[]? Bytes { get; private init; }

    /// <summary>Why nothing can be told, in plain words.</summary>
    public string? Trouble { get; private init; }

    /// <summary>Whether there was no answer at all, so that there is no point in asking for more.</summary>
    public bool IsUnreachable { get; private init; }

    public static SchemaText Found(byte[] bytes) => new() { Bytes = bytes };

    public static SchemaText Failed(string trouble, bool isUnreachable = false) => new() { Trouble = trouble, IsUnreachable = isUnreachable };
}
