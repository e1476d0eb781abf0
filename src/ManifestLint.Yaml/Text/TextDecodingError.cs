namespace ManifestLint.Yaml.Text;

/// <summary>Why bytes are no text.</summary>
/// <param name="ByteOffset">Offset of the first offending byte, from 0.</param>
/// <param name="Position">Line and character of that byte, counted in the text before it.</param>
/// <param name="Message">What is wrong, in plain words, without final period.</param>
public sealed record TextDecodingError(long ByteOffset, LinePosition Position, string Message);
