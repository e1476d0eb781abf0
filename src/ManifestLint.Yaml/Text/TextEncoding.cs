namespace ManifestLint.Yaml.Text;

/// <summary>How a text is stored as bytes; kept so that a fixed file keeps it.</summary>
public enum TextEncoding
{
    /// <summary>UTF-8 without byte order mark.</summary>
    Utf8,

    /// <summary>UTF-8 with byte order mark.</summary>
    Utf8WithMark,

    /// <summary>UTF-16, little endian, with byte order mark.</summary>
    Utf16LittleEndian,

    /// <summary>UTF-16, big endian, with byte order mark.</summary>
    Utf16BigEndian,
}
