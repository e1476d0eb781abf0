using System.Collections.Immutable;

namespace ManifestLint.Resources;

/// <summary>Finds the family of an image or program. The first row that matches counts.</summary>
public static class ImageFamilies
{
    /// <summary>Every row.</summary>
    public static ImmutableArray<ImageFamily> All => ImageFamilyTable.Rows;

    /// <summary>The family of a container: by its image, else by the program that its command starts.</summary>
    public static ImageFamily? Find(ContainerView container)
    {
        if (container.ImageReference is { } image)
        {
            if (FindByImage(image) is { } family)
                return family;
            if (NginxImages.IsExcluded(image))
                return null;
        }

        return container.MainProgram is { } program ? FindByProgram(program) : null;
    }

    /// <summary>The family of an image, or null.</summary>
    public static ImageFamily? FindByImage(ImageReference image)
    {
        foreach (ImageFamily family in All)
        {
            if (family.IsImage(image))
                return family;
        }

        return null;
    }

    /// <summary>The family of a program by its basename, or null.</summary>
    public static ImageFamily? FindByProgram(string program)
    {
        foreach (ImageFamily family in All)
        {
            if (family.Programs.Contains(program))
                return family;
        }

        return null;
    }
}
