using BitRL.Model.Tokenizer;
using BitRL.TestKit;
using Xunit;

namespace BitRL.Model.Tests.Tokenizer;

public sealed class NumberTokenizerSeamTests
{
    [Fact]
    public void PartsThatEndInALineFeedEncodeLikeTheWhole() => Seams.ShouldHold(new NumberTokenizer([.. TinyModels.Words]));
}
