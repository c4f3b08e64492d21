using BitRL.Ppo.Networks.Simd;

namespace BitRL.Ppo.Networks;

/// <summary>
/// A multi-layer perceptron over parameters that it does not own: forward and hand-written backward passes for a batch. Row by row its outputs
/// do not depend on the batch. Thread-safe as long as nobody writes the parameters; each caller brings its own workspace.
/// </summary>
internal sealed class Mlp(MlpShape shape, AlignedBuffer parameters)
{
    public MlpShape Shape { get; } = shape;

    /// <summary>Runs a batch.</summary>
    /// <param name="inputs">[rows, Inputs] row-major, without padding.</param>
    /// <param name="rows">From 1 to the workspace's capacity.</param>
    /// <param name="workspace">Keeps all activations for <see cref="Backward"/>.</param>
    /// <returns>[rows, OutputStride], in the workspace, valid until its next pass.</returns>
    public ReadOnlySpan<float> Forward(ReadOnlySpan<float> inputs, int rows, MlpWorkspace workspace)
    {
        ReadOnlySpan<float> values = parameters.Span;
        ReadOnlySpan<float> source = inputs;
        int sourceStride = Shape.Inputs;
        Span<float> output = default;
        for (int i = 0; i < Shape.Layers.Length; i++)
        {
            MlpLayer layer = Shape.Layers[i];
            output = workspace.Outputs(i, rows);
            MatrixProduct.Multiply(new Strided(source, sourceStride, 1), values[layer.Weights], values[layer.Bias], output, rows, layer.Inputs, layer.Stride);
            if (i < Shape.Layers.Length - 1)
            {
                Activate(output);
            }

            source = output;
            sourceStride = layer.Stride;
        }

        return output;
    }

    /// <summary>Carries the gradient of the outputs (in the workspace) back to the parameters.</summary>
    /// <param name="inputs">Those of the last <see cref="Forward"/>.</param>
    /// <param name="rows">Those of the last <see cref="Forward"/>.</param>
    /// <param name="workspace">That of the last <see cref="Forward"/>; its gradients are overwritten.</param>
    /// <param name="gradient">Laid out as the parameters; the first BufferLength floats are overwritten.</param>
    public void Backward(ReadOnlySpan<float> inputs, int rows, MlpWorkspace workspace, Span<float> gradient)
    {
        for (int i = Shape.Layers.Length - 1; i >= 0; i--)
        {
            MlpLayer layer = Shape.Layers[i];
            ReadOnlySpan<float> delta = workspace.Gradients(i, rows);
            ReadOnlySpan<float> source = i == 0 ? inputs : workspace.Outputs(i - 1, rows);
            int sourceStride = i == 0 ? Shape.Inputs : Shape.Layers[i - 1].Stride;

            // dW = inputsᵀ · delta: swapping the strides transposes
            MatrixProduct.Multiply(new Strided(source, 1, sourceStride), delta, default, gradient[layer.Weights], layer.Inputs, rows, layer.Stride);
            Reductions.SumRows(delta, rows, gradient[layer.Bias]);
            if (i > 0)
            {
                Span<float> previous = workspace.Gradients(i - 1, rows);
                BackThroughWeights(layer, delta, rows, workspace, previous);
                BackThroughActivation(workspace.Outputs(i - 1, rows), previous);
            }
        }
    }

    private void BackThroughWeights(MlpLayer layer, ReadOnlySpan<float> delta, int rows, MlpWorkspace workspace, Span<float> result)
    {
        int stride = AlignedBuffer.Pad(layer.Inputs);
        Span<float> transposed = workspace.Transposed.Span[..(layer.Outputs * stride)];
        Transpose(parameters.Span[layer.Weights], layer, transposed, stride);
        MatrixProduct.Multiply(new Strided(delta, layer.Stride, 1), transposed, default, result, rows, layer.Outputs, stride);
    }

    private static void Transpose(ReadOnlySpan<float> weights, MlpLayer layer, Span<float> transposed, int stride)
    {
        // another layer's transpose may have left other numbers in the padding
        if (stride > layer.Inputs)
        {
            transposed.Clear();
        }

        for (int input = 0; input < layer.Inputs; input++)
        {
            ReadOnlySpan<float> row = weights.Slice(input * layer.Stride, layer.Outputs);
            for (int output = 0, target = input; output < row.Length; output++, target += stride)
            {
                transposed[target] = row[output];
            }
        }
    }

    private void Activate(Span<float> values)
    {
        if (Shape.Activation == Activation.Tanh)
        {
            Elementwise.Tanh(values);
        }
        else
        {
            Elementwise.Relu(values);
        }
    }

    private void BackThroughActivation(ReadOnlySpan<float> outputs, Span<float> gradient)
    {
        if (Shape.Activation == Activation.Tanh)
        {
            Elementwise.TanhGradient(outputs, gradient);
        }
        else
        {
            Elementwise.ReluGradient(outputs, gradient);
        }
    }
}
