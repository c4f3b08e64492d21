using BitRL.Contracts.Backends;
using BitRL.Contracts.Pretraining;

namespace BitRL.Model.Tests.Pretraining;

/// <summary>A trainer without a training library: its whole state is a hash over every batch and learning rate that it was given.</summary>
internal sealed class HashingTrainerProvider : IBackboneTrainerProvider
{
    public string Name => "hashing";

    public ulong LastHash { get; private set; }

    public BackendProbe Probe() => new(1, "always");

    public IBackboneTrainer Create(BackboneShape shape, BackboneTrainingOptions options) => new Trainer(this, shape);

    private sealed class Trainer(HashingTrainerProvider owner, BackboneShape shape) : IBackboneTrainer
    {
        private ulong _hash = 14695981039346656037;

        public double Step(BackboneBatch batch, double learningRate)
        {
            foreach (int token in batch.Tokens)
            {
                Mix((ulong)token);
            }

            Mix(BitConverter.DoubleToUInt64Bits(learningRate));
            owner.LastHash = _hash;
            return 1;
        }

        public void Save(Stream destination) => destination.Write(BitConverter.GetBytes(_hash));

        public void Load(Stream source)
        {
            var bytes = new byte[8];
            source.ReadExactly(bytes);
            _hash = BitConverter.ToUInt64(bytes);
        }

        public void Export(Action<string, ReadOnlyMemory<float>> receive)
        {
            Export("token_embd.weight", shape.VocabularySize * shape.HiddenSize);
            Export("field_embd.weight", shape.FieldOrdinals * shape.HiddenSize);
            Export("output_norm.weight", shape.HiddenSize);
            for (int block = 0; block < shape.Blocks; block++)
            {
                foreach ((string part, int count) in Parts())
                {
                    Export($"blk.{block}.{part}.weight", count);
                }
            }

            void Export(string name, int count) => receive(name, Enumerable.Range(0, count).Select(i => MathF.Sin(i + name.Length)).ToArray());
        }

        public void Dispose()
        {
        }

        private IEnumerable<(string Part, int Count)> Parts()
        {
            int keyValue = shape.HiddenSize / shape.Heads * shape.KeyValueHeads;
            return
            [
                ("attn_norm", shape.HiddenSize), ("attn_sub_norm", shape.HiddenSize), ("ffn_norm", shape.HiddenSize), ("ffn_sub_norm", shape.FeedForwardSize),
                ("attn_q", shape.HiddenSize * shape.HiddenSize), ("attn_k", keyValue * shape.HiddenSize), ("attn_v", keyValue * shape.HiddenSize),
                ("attn_output", shape.HiddenSize * shape.HiddenSize), ("ffn_gate", shape.FeedForwardSize * shape.HiddenSize),
                ("ffn_up", shape.FeedForwardSize * shape.HiddenSize), ("ffn_down", shape.HiddenSize * shape.FeedForwardSize),
            ];
        }

        private void Mix(ulong value) => _hash = (_hash ^ value) * 1099511628211;
    }
}
