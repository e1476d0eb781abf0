using ManifestLint.Resources;

namespace ManifestLint.Core.Tests.Resources;

public sealed class AddressBlockTests
{
    [Theory]
    [InlineData("10.0.0.0/8", 8, false)]
    [InlineData("0.0.0.0/0", 0, false)]
    [InlineData("10.1.2.3/32", 32, false)]
    [InlineData("10.1.2.3/16", 16, false)]
    [InlineData("010.001.0.0/08", 8, false)]
    [InlineData("::/0", 0, true)]
    [InlineData("fd00::/8", 8, true)]
    [InlineData("2001:db8::1/128", 128, true)]
    [InlineData("::ffff:10.0.0.0/104", 104, true)]
    public void Block_is_read(string text, int prefix, bool isVersion6)
    {
        AddressBlock block = AddressBlock.Parse(text)!.Value;

        Assert.Equal((prefix, isVersion6), (block.Prefix, block.IsVersion6));
    }

    [Theory]
    [InlineData("")]
    [InlineData("10.0.0.0")]
    [InlineData("10.0.0.0/")]
    [InlineData("10.0.0.0/33")]
    [InlineData("10.0.0.0/-1")]
    [InlineData("10.0.0.0/+8")]
    [InlineData("10.0.0.0/8/8")]
    [InlineData("10.0.0.0/99999999999")]
    [InlineData("10.0.0/8")]
    [InlineData("10.0.0.256/8")]
    [InlineData("10.0.0.0.0/8")]
    [InlineData("10..0.0/8")]
    [InlineData("10.0.0.0/255.0.0.0")]
    [InlineData("0x0a.0.0.0/8")]
    [InlineData(" 10.0.0.0/8")]
    [InlineData("fd00::/129")]
    [InlineData("fe80::1%eth0/64")]
    [InlineData("[fd00::]/8")]
    [InlineData("fd00::g/8")]
    [InlineData("example.com/8")]
    public void Other_text_is_no_block(string text) => Assert.Null(AddressBlock.Parse(text));

    [Theory]
    [InlineData("10.0.0.0/8", "10.1.0.0/16", true)]
    [InlineData("10.0.0.0/8", "10.0.0.0/8", false)]
    [InlineData("10.0.0.0/16", "10.0.0.0/8", false)]
    [InlineData("10.0.0.0/8", "11.0.0.0/16", false)]
    [InlineData("10.1.2.3/8", "10.9.9.9/32", true)]
    [InlineData("0.0.0.0/0", "169.254.169.254/32", true)]
    [InlineData("0.0.0.0/0", "fd00::/8", false)]
    [InlineData("::/0", "10.0.0.0/8", false)]
    [InlineData("::/0", "fd00::/8", true)]
    [InlineData("fd00::/8", "fe00::/16", false)]
    public void Larger_block_holds_the_other_and_more(string block, string other, bool expected) =>
        Assert.Equal(expected, AddressBlock.Parse(block)!.Value.IsLargerThan(AddressBlock.Parse(other)!.Value));

    [Theory]
    [InlineData("10.0.0.0/8", null, "10.0.0.0/8")]
    [InlineData("0.0.0.0/0", null, "0.0.0.0/0")]
    [InlineData("FD00:0::/8", null, "fd00::/8")]
    [InlineData("::/0", null, "::/0")]
    [InlineData("10.1.2.3/32", null, "10.1.2.3/32")]
    [InlineData("10.1.2.3/8", "bits behind its prefix, the block is 10.0.0.0/8", "10.0.0.0/8")]
    [InlineData("2001:db8::1/64", "bits behind its prefix, the block is 2001:db8::/64", "2001:db8::/64")]
    [InlineData("10.00.0.0/8", "leading zeros", "10.0.0.0/8")]
    [InlineData("10.0.0.0/08", "leading zeros", "10.0.0.0/8")]
    [InlineData("::ffff:10.0.0.0/104", "an IPv4 address in the form of IPv6", "::ffff:10.0.0.0/104")]
    public void Objection_is_what_newer_servers_refuse(string text, string? objection, string plain)
    {
        AddressBlock block = AddressBlock.Parse(text)!.Value;

        Assert.Equal((objection, plain), (block.Objection, block.ToString()));
    }

    [Theory]
    [InlineData("10.0.0.5", true)]
    [InlineData("fd00::5", true)]
    [InlineData("10.0.0.5/32", false)]
    [InlineData("web", false)]
    public void Address_alone_is_told(string text, bool expected) => Assert.Equal(expected, AddressBlock.IsAddress(text));
}
