using System;
using System.IO;
using System.Text;
using Microsoft.Build.Framework;
using Microsoft.Build.Utilities;

/// <summary>Sets VER_FLG_WEAK on one needed symbol version of a 64-bit little-endian ELF library. Runs at build time; idempotent.</summary>
public sealed class WeakenVersionNeed : Task
{
    private const int SectionVersionNeed = 0x6ffffffe;
    private const int WeakFlag = 2;

    /// <summary>The library to change in place.</summary>
    [Required]
    public string Library { get; set; }

    /// <summary>The version name, such as GLIBCXX_3.4.32.</summary>
    [Required]
    public string Version { get; set; }

    /// <inheritdoc/>
    public override bool Execute()
    {
        if (!File.Exists(Library))
        {
            Log.LogError("cannot weaken {0}: {1} does not exist", Version, Library);
            return false;
        }

        byte[] image = File.ReadAllBytes(Library);
        bool isElf64 = image.Length > 64 && image[0] == 0x7f && image[1] == 'E' && image[2] == 'L' && image[3] == 'F' && image[4] == 2 && image[5] == 1;
        if (!isElf64)
        {
            Log.LogError("{0} is not a 64-bit little-endian ELF library", Library);
            return false;
        }

        if (Weaken(image))
        {
            // A new file, moved into place: the old one may be mapped, or a hard link into the package cache.
            string temporary = Library + ".new";
            File.WriteAllBytes(temporary, image);
            File.Delete(Library);
            File.Move(temporary, Library);
            Log.LogMessage(MessageImportance.Normal, "{0}: the need for {1} is weak now", Library, Version);
        }

        return true;
    }

    private bool Weaken(byte[] image)
    {
        long sections = BitConverter.ToInt64(image, 0x28);
        int sectionSize = BitConverter.ToUInt16(image, 0x3a);
        int sectionCount = BitConverter.ToUInt16(image, 0x3c);
        bool changed = false;
        for (int i = 0; i < sectionCount; i++)
        {
            int header = (int)(sections + ((long)i * sectionSize));
            if (BitConverter.ToInt32(image, header + 4) == SectionVersionNeed)
            {
                int names = (int)(sections + ((long)BitConverter.ToInt32(image, header + 0x28) * sectionSize));
                changed |= WeakenSection(image, (int)BitConverter.ToInt64(image, header + 0x18), (int)BitConverter.ToInt64(image, names + 0x18));
            }
        }

        return changed;
    }

    // Verneed: version, count, file, offset of the first Vernaux, offset of the next Verneed. Vernaux: hash, flags, other, name, next.
    private bool WeakenSection(byte[] image, int need, int strings)
    {
        bool changed = false;
        while (true)
        {
            int auxiliary = need + BitConverter.ToInt32(image, need + 8);
            for (int remaining = BitConverter.ToUInt16(image, need + 2); remaining > 0; remaining--)
            {
                int name = strings + BitConverter.ToInt32(image, auxiliary + 8);
                int end = Array.IndexOf(image, (byte)0, name);
                if (Encoding.ASCII.GetString(image, name, end - name) == Version && (image[auxiliary + 4] & WeakFlag) == 0)
                {
                    image[auxiliary + 4] |= WeakFlag;
                    changed = true;
                }

                auxiliary += BitConverter.ToInt32(image, auxiliary + 12);
            }

            int next = BitConverter.ToInt32(image, need + 12);
            if (next == 0)
            {
                return changed;
            }

            need += next;
        }
    }
}
