using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace ManifestLint.Cli.Inputs;

/// <summary>What the base library does not tell about a file: whose it is, and whether it is one at all.</summary>
/// <param name="IsRegular">Whether it is a file, not a device, pipe or socket.</param>
/// <param name="UserId">Its owner.</param>
/// <param name="GroupId">Its group.</param>
internal readonly partial record struct FileStatus(bool IsRegular, uint UserId, uint GroupId)
{
    private const int CurrentDirectory = -100;
    private const uint TypeModeUserGroup = 0x1 | 0x2 | 0x8 | 0x10;

    /// <summary>The status of what a path leads to, links followed; null where the system does not tell.</summary>
    public static FileStatus? Of(string path)
    {
        if (!OperatingSystem.IsLinux())
            return null;

        Span<byte> status = stackalloc byte[256];
        if (GetStatus(CurrentDirectory, path, flags: 0, TypeModeUserGroup, ref MemoryMarshal.GetReference(status)) != 0)
            return null;

        // struct statx: stx_uid at 20, stx_gid at 24, stx_mode at 28; the same on every architecture.
        uint user = BitConverter.ToUInt32(status[20..]);
        uint group = BitConverter.ToUInt32(status[24..]);
        int mode = BinaryPrimitives.ReadUInt16LittleEndian(status[28..]);
        return new FileStatus((mode & 0xF000) == 0x8000, user, group);
    }

    /// <summary>Gives a file to the owner of this status; false when that is not allowed.</summary>
    public bool TryGiveTo(string path) => ChangeOwner(path, UserId, GroupId) == 0;

    [LibraryImport("libc", EntryPoint = "statx", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int GetStatus(int directory, string path, int flags, uint mask, ref byte status);

    [LibraryImport("libc", EntryPoint = "chown", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int ChangeOwner(string path, uint user, uint group);
}
