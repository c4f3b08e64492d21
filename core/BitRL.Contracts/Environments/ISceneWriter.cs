namespace BitRL.Contracts.Environments;

/// <summary>
/// Takes the shapes of one picture, in the units of the world: x to the right, y up. Later shapes cover earlier ones. Implemented by the host.
/// Colours are names that the host maps to a light or a dark scheme.
/// </summary>
public interface ISceneWriter
{
    /// <summary>
    /// The part of the world that is shown; called once, before any shape. It may move with the agent, but keeps its size within an episode.
    /// Scales are equal in both directions: a host with another aspect ratio shows more of the world, never less.
    /// </summary>
    /// <exception cref="ArgumentException">A bound is not finite, or the part is empty.</exception>
    void View(double left, double bottom, double right, double top);

    /// <summary>A line with round ends, which is a capsule of the radius <paramref name="width"/> / 2.</summary>
    void Line(double x1, double y1, double x2, double y2, double width, SceneColor color);

    /// <summary>A filled circle.</summary>
    void Circle(double x, double y, double radius, SceneColor color);

    /// <summary>A filled polygon, closed by itself; where it crosses itself the even-odd rule holds.</summary>
    /// <param name="corners">x and y in turn, at least three corners. Copied.</param>
    /// <param name="color">Fill.</param>
    /// <exception cref="ArgumentException">An odd number of values, or fewer than six.</exception>
    void Polygon(ReadOnlySpan<double> corners, SceneColor color);

    /// <summary>A line of text from (<paramref name="x"/>, <paramref name="y"/>), the left end of its base line. Copied. A host may leave it out where it could not be read.</summary>
    /// <param name="x">Left end.</param>
    /// <param name="y">Base line.</param>
    /// <param name="height">Height of a capital letter.</param>
    /// <param name="text">Printable ASCII is always available.</param>
    /// <param name="color">Ink.</param>
    void Text(double x, double y, double height, ReadOnlySpan<char> text, SceneColor color);
}
