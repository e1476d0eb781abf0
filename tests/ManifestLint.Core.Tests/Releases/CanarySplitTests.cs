using ManifestLint.Releases;

namespace ManifestLint.Core.Tests.Releases;

public sealed class CanarySplitTests
{
    [Theory]
    [InlineData(0, 50, 0, 0)]
    [InlineData(1, 0, 0, 1)]
    [InlineData(1, 1, 1, 1)]
    [InlineData(1, 100, 1, 0)]
    [InlineData(2, 1, 1, 1)]
    [InlineData(2, 90, 1, 1)]
    [InlineData(3, 33, 1, 2)]
    [InlineData(3, 50, 2, 1)]
    [InlineData(5, 33, 2, 3)]
    [InlineData(5, 50, 3, 2)]
    [InlineData(8, 20, 2, 6)]
    [InlineData(8, 90, 7, 1)]
    [InlineData(10, 25, 3, 7)]
    [InlineData(20, 33, 7, 13)]
    [InlineData(20, 90, 18, 2)]
    [InlineData(long.MaxValue, 50, (long.MaxValue / 2) + 1, long.MaxValue / 2)]
    public void Weights_become_pods(long total, int weight, long canary, long stable) =>
        Assert.Equal(new CanarySplit(canary, stable), CanarySplit.Of(total, weight));

    [Fact]
    public void Every_split_keeps_the_total_and_both_sides()
    {
        for (long total = 2; total <= 1000; total++)
        {
            long before = 0;
            for (int weight = 0; weight <= 100; weight++)
            {
                CanarySplit split = CanarySplit.Of(total, weight);
                bool isWithin = weight is 0 or 100 || (split.Canary >= 1 && split.Stable >= 1);
                bool isClamped = split.Canary == 1 || split.Stable == 1;
                if (split.Total != total || !isWithin || split.Canary < before || (!isClamped && Math.Abs((100 * split.Canary) - (weight * total)) > 50))
                    Assert.Fail($"{total} pods at {weight} %: {split}");
                before = split.Canary;
            }
        }
    }

    [Theory]
    [InlineData(1, 100, 67, 50, 34, 17)]
    [InlineData(2, 50, 40, 34, 25, 15)]
    [InlineData(5, 20, 19, 17, 15, 10)]
    [InlineData(10, 10, 10, 10, 9, 7)]
    [InlineData(20, 5, 5, 5, 5, 4)]
    [InlineData(25, 4, 4, 4, 4, 4)]
    [InlineData(33, 100, 3, 3, 3, 3)]
    [InlineData(50, 2, 2, 2, 2, 2)]
    [InlineData(100, 1, 1, 1, 1, 1)]
    public void A_weight_needs_a_number_of_pods(int weight, long exact, long withinHalf, long withinOne, long withinTwo, long withinFive) => Assert.Equal(
        [exact, withinHalf, withinOne, withinTwo, withinFive],
        [CanarySplit.SmallestTotal(weight), CanarySplit.SmallestTotal(weight, 0.5m), CanarySplit.SmallestTotal(weight, 1), CanarySplit.SmallestTotal(weight, 2), CanarySplit.SmallestTotal(weight, 5)]);

    [Theory]
    [InlineData(20, 2, 8, 10)]
    [InlineData(20, 0, 5, 10)]
    [InlineData(33, 0, 150, 200)]
    [InlineData(0, 0, 7, 8)]
    public void A_larger_total_may_be_needed(int weight, int tolerance, long above, long expected) => Assert.Equal(expected, CanarySplit.SmallestTotal(weight, tolerance, above));

    [Theory]
    [InlineData(1, 2, "33.3")]
    [InlineData(1, 7, "12.5")]
    [InlineData(2, 6, "25")]
    [InlineData(0, 0, "0")]
    public void The_effective_weight_is_written_with_one_decimal(long canary, long stable, string expected) => Assert.Equal(expected, new CanarySplit(canary, stable).EffectiveText);
}
