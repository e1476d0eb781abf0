using System.IO.Compression;
using System.Text.Json;
using ManifestLint.Schemas.Generator.Packing;

namespace ManifestLint.Schemas.Generator.Commands;

/// <summary><c>pack</c>: writes the binary form that the program embeds, from the committed files. Build again afterwards.</summary>
internal static class PackCommand
{
    /// <summary>Writes all packs.</summary>
    public static int Run(RepositoryPaths paths, TextWriter output)
    {
        Directory.CreateDirectory(paths.Packed);
        foreach ((string name, byte[] pack) in MakeAll(paths))
        {
            byte[] compressed = PackWriter.Compress(pack);
            File.WriteAllBytes(Path.Combine(paths.Packed, name), compressed);
            output.WriteLine($"wrote {name}, {compressed.Length} bytes of {pack.Length}");
        }

        return 0;
    }

    /// <summary>What is wrong with the committed packs: the one that holds anything else than the files say.</summary>
    public static IEnumerable<string> Check(RepositoryPaths paths)
    {
        foreach ((string name, byte[] pack) in MakeAll(paths))
        {
            string path = Path.Combine(paths.Packed, name);
            if (!File.Exists(path) || !Decompress(path).AsSpan().SequenceEqual(pack))
                yield return $"packed/{name} does not hold what the files say: run pack";
        }
    }

    private static IEnumerable<(string Name, byte[] Pack)> MakeAll(RepositoryPaths paths)
    {
        yield return ("kubernetes.bin", PackWriter.PackKubernetes(Read(paths.Kubernetes), Read(paths.Validation)));
        yield return ("crds.bin", PackWriter.PackCustom([.. paths.CrdFiles.Select(Read)]));
        yield return ("lifecycle.bin", LifecycleWriter.Pack(Read(paths.Lifecycle)));
    }

    private static JsonElement Read(string path) => JsonDocument.Parse(File.ReadAllText(path)).RootElement;

    private static byte[] Decompress(string path)
    {
        using FileStream file = File.OpenRead(path);
        using var brotli = new BrotliStream(file, CompressionMode.Decompress);
        using var bytes = new MemoryStream();
        brotli.CopyTo(bytes);
        return bytes.ToArray();
    }
}
