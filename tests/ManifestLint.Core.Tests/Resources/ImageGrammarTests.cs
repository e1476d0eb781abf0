using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class ImageGrammarTests
{
    private const string Hex64 = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";

    [Theory]
    [InlineData("nginx")]
    [InlineData("nginx:1.27")]
    [InlineData("shop:1.4-RC1")]
    [InlineData("shop:_x")]
    [InlineData("localhost:5000/shop")]
    [InlineData("localhost/shop")]
    [InlineData("Registry.example.com/shop:1")]
    [InlineData("Registry/shop:1")]
    [InlineData("registry.example.com:5000/team/shop:1")]
    [InlineData("my_registry.example.com/shop:1")]
    [InlineData("[2001:db8::1]:5000/shop:1")]
    [InlineData("a__b/a--b/a.b/a---b:1")]
    [InlineData("shop@sha256:" + Hex64)]
    [InlineData("shop:1.4.2@sha256:" + Hex64)]
    [InlineData("registry.example.com:5000/shop@sha512:" + Hex64 + Hex64)]
    public void Kubelet_takes_it(string image) => Assert.Null(ImageGrammar.Check(image));

    [Theory]
    [InlineData(" shop:1", "white space in front of it", " shop:1", "shop:1")]
    [InlineData("shop:1\n", "white space behind it", "shop:1\n", "shop:1")]
    [InlineData("shop :1", "white space in it", "shop :1", null)]
    [InlineData("  ", "it is blank", "  ", null)]
    [InlineData("https://registry.example.com/shop:1", "it begins with the scheme 'https://'", "https://", "registry.example.com/shop:1")]
    [InlineData("https://registry.example.com/Shop:1.4.2 ", "white space behind it", "https://registry.example.com/Shop:1.4.2 ", "registry.example.com/shop:1.4.2")]
    [InlineData("registry.example.com/Team/Shop:1", "capitals in 'Team'", "Team", "registry.example.com/team/shop:1")]
    [InlineData("Shop:1", "capitals in 'Shop'", "Shop", "shop:1")]
    [InlineData("shop:", "no tag behind the ':'", ":", null)]
    [InlineData("shop:@sha256:" + Hex64, "no tag behind the ':'", ":", "shop@sha256:" + Hex64)]
    [InlineData("shop@", "no digest behind the '@'", "@", null)]
    [InlineData("shop@sha256:abc", "the digest has 3 digits, not 64", "sha256:abc", null)]
    [InlineData("shop@md5:abc", "the digest does not begin with sha256:", "md5:abc", null)]
    [InlineData("shop@" + Hex64, "the digest does not begin with sha256:", Hex64, null)]
    [InlineData("shop@sha256:A123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", "the digest has other characters than 0-9 and a-f", "sha256:A123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef", null)]
    [InlineData("shop:1:2", "character ':' in tag '1:2'", "1:2", null)]
    [InlineData("shop:1+build", "character '+' in tag '1+build'", "1+build", null)]
    [InlineData("shop:-1", "tag '-1' begins with '-'", "-1", null)]
    [InlineData("registry.example.com//shop", "a '/' has nothing before or behind it", "registry.example.com//shop", null)]
    [InlineData("shop/", "a '/' has nothing before or behind it", "shop/", null)]
    [InlineData("/shop", "a '/' has nothing before or behind it", "/shop", null)]
    [InlineData("a..b", "'..' in 'a..b'", "a..b", null)]
    [InlineData("a_-b", "'_-' in 'a_-b'", "a_-b", null)]
    [InlineData("-a", "'-a' does not begin and end with a letter or digit", "-a", null)]
    [InlineData("registry.example.com:port/shop", "character ':' in 'registry.example.com:port'", "registry.example.com:port", null)]
    [InlineData("shop*:1", "character '*' in 'shop*'", "shop*", null)]
    [InlineData(":1", "it names no repository", ":1", null)]
    [InlineData(Hex64, "it is an image id, which cannot be pulled", Hex64, null)]
    [InlineData("", "it is empty", "", null)]
    public void Kubelet_refuses_it(string image, string reason, string blamed, string? repaired)
    {
        ImageDefect defect = ImageGrammar.Check(image)!.Value;

        Assert.Equal((reason, blamed), (defect.Reason, image.Substring(defect.Start, defect.Length)));
        Assert.Equal(repaired, ImageGrammar.Repair(image));
    }

    [Theory]
    [InlineData("@")]
    [InlineData("/@")]
    [InlineData("@@")]
    [InlineData(":")]
    [InlineData("/:")]
    [InlineData("://")]
    [InlineData("a://")]
    [InlineData("a:///b")]
    [InlineData("[")]
    [InlineData("[]/a:1:")]
    [InlineData("[]:/A")]
    [InlineData("a.b:/c")]
    [InlineData(".-_")]
    [InlineData(" @ ")]
    public void Odd_text_is_refused(string image)
    {
        ImageDefect defect = ImageGrammar.Check(image)!.Value;

        Assert.InRange(defect.Start + defect.Length, 0, image.Length);
        Assert.Null(ImageGrammar.Repair(image) is { } repaired ? ImageGrammar.Check(repaired) : null);
    }

    [Fact]
    public void Lengths_are_limited()
    {
        Assert.Null(ImageGrammar.Check("shop:" + new string('1', 128)));
        Assert.Equal("the tag has 129 characters, at most 128", ImageGrammar.Check("shop:" + new string('1', 129))!.Value.Reason);
        Assert.Null(ImageGrammar.Check(new string('a', 255)));
        Assert.Equal("the repository has 256 characters, at most 255", ImageGrammar.Check(new string('a', 256))!.Value.Reason);
    }

    [Theory]
    [InlineData("main", true)]
    [InlineData("Stable-Alpine", true)]
    [InlineData("1.5-SNAPSHOT", true)]
    [InlineData("java17-latest", true)]
    [InlineData("latest-dev", true)]
    [InlineData("debug-nonroot", true)]
    [InlineData("3", true)]
    [InlineData("v2", true)]
    [InlineData("16-alpine", true)]
    [InlineData("1.4.2", false)]
    [InlineData("1.27-alpine", false)]
    [InlineData("12-4f9c2d1", false)]
    [InlineData("12-deadbeef", false)]
    [InlineData("1-rc1", false)]
    [InlineData("4711", false)]
    [InlineData("20260331", false)]
    [InlineData("4f9c2d1a", false)]
    [InlineData("main-4f9c2d1", false)]
    [InlineData("v1.2", false)]
    public void Tag_moves_or_stays(string tag, bool expected) => Assert.Equal(expected, MovingTags.IsMoving(tag, MovingTags.Words));

    [Theory]
    [InlineData("{{ .Values.image }}", true)]
    [InlineData("registry.example.com/shop:${TAG}", true)]
    [InlineData("registry.example.com/shop:$(Build.BuildId)", true)]
    [InlineData("$IMAGE", true)]
    [InlineData("#{image}#", true)]
    [InlineData("<your-image>", true)]
    [InlineData("__IMAGE__", true)]
    [InlineData("registry.example.com/shop:%TAG%", true)]
    [InlineData("REPLACE_ME", true)]
    [InlineData("image-placeholder", true)]
    [InlineData("gcr.io/PROJECT_ID/shop:1", true)]
    [InlineData("registry.example.com/shop:COMMIT_SHA", true)]
    [InlineData("registry.example.com/shop:TAG", true)]
    [InlineData("ko://example.com/cmd/shop", true)]
    [InlineData("registry.example.com/shop:1.4-RC1", false)]
    [InlineData("registry.example.com/Shop:1", false)]
    [InlineData("a__1__b", false)]
    [InlineData("shop:SNAPSHOT", false)]
    [InlineData("shop@sha256:" + Hex64, false)]
    public void Placeholder_is_told_from_an_image(string image, bool expected) => Assert.Equal(expected, Placeholders.IsPlaceholderImage(image));
}
