using System.Collections.Immutable;

namespace ManifestLint.Yaml.Tests;

public sealed class PlainSequencesTests
{
    private static readonly ImmutableArray<int> Numbers = [3, 1, 4, 1, 5];

    [Fact]
    public void They_give_what_those_of_Linq_give()
    {
        Assert.Equal(Enumerable.Select(Numbers, number => number * 2), Numbers.Select(number => number * 2));
        Assert.Equal(Enumerable.Select(Numbers, (number, index) => number * index), Numbers.Select((number, index) => number * index));
        Assert.Equal(Enumerable.Where(Numbers, number => number > 2), Numbers.Where(number => number > 2));
        Assert.Equal(Enumerable.Select(Enumerable.Where(Numbers, number => number > 2), number => -number), Numbers.AsEnumerable().Where(number => number > 2).Select(number => -number));
    }

    [Fact]
    public void They_wait_until_they_are_asked()
    {
        int asked = 0;
        IEnumerable<int> doubled = Numbers.Where(number => number != 4).Select(number =>
        {
            asked++;
            return number * 2;
        });

        Assert.Equal(0, asked);
        Assert.Equal(6, doubled.First());
        Assert.Equal(1, asked);
        Assert.Equal([6, 2, 2, 10], doubled);
    }

    [Fact]
    public void Code_of_the_house_finds_them_first() =>
        Assert.StartsWith("ManifestLint.PlainSequences", Numbers.Select(number => number).GetType().FullName, StringComparison.Ordinal);
}
