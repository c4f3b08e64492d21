using System.Text;
using BitRL.Agent.Evaluation;
using BitRL.Agent.Folders;
using BitRL.Agent.Training;

namespace BitRL.Agent.Metrics;

/// <summary>
/// The figures of a run: metrics.csv (an update a row), episodes.csv, evaluations.csv and TensorBoard events. Columns that depend on the wall
/// clock come last; all others are the same bits in every repetition.
/// </summary>
internal sealed class RunLog : IDisposable
{
    private const string FirstColumns = "update,steps,episodes,mean_return,mean_length,";
    private const string LastColumns = "steps_per_second,elapsed_seconds";

    private readonly AppendFile _metrics;
    private readonly AppendFile _episodes;
    private readonly AppendFile _evaluations;
    private readonly EventFile _events;
    private string[] _columns = [];
    private string[] _tags = [];

    /// <summary>Opens the files, cut to what they were at a checkpoint (nothing for a new run).</summary>
    /// <exception cref="RunFolderException">One of them cannot be written.</exception>
    public RunLog(RunFolder folder, LogPosition position, TimeProvider time)
    {
        _metrics = new AppendFile(folder.MetricsPath, position.Metrics);
        _episodes = new AppendFile(folder.EpisodesPath, position.Episodes);
        _evaluations = new AppendFile(folder.EvaluationsPath, position.Evaluations);
        _events = new EventFile(folder.EventsPath, position.Events, time);
        if (position.Metrics > 0)
        {
            UseColumns(ReadColumns(folder.MetricsPath));
        }

        if (position.Episodes == 0)
        {
            _episodes.Append("steps,copy,episode,return,length,terminated\n"u8);
        }

        if (position.Evaluations == 0)
        {
            _evaluations.Append("steps,episodes,return_mean,return_std,return_min,return_max,length_mean\n"u8);
        }
    }

    /// <summary>Where the files end.</summary>
    public LogPosition Position => new(_metrics.Length, _episodes.Length, _evaluations.Length, _events.File.Length);

    /// <summary>Adds the episodes that ended in a step.</summary>
    public void AddEpisodes(long steps, ReadOnlySpan<FinishedEpisode> episodes)
    {
        foreach (ref readonly FinishedEpisode episode in episodes)
        {
            Cell(_episodes, steps);
            Cell(_episodes, episode.Copy);
            Cell(_episodes, (long)episode.Number);
            Cell(_episodes, episode.Return);
            Cell(_episodes, episode.Length);
            _episodes.Append(episode.Terminated ? "true\n"u8 : "false\n"u8);
        }
    }

    /// <summary>Adds an update and hands everything to the system.</summary>
    public void AddUpdate(in RunProgress progress, IReadOnlyList<KeyValuePair<string, double>> figures)
    {
        WriteHeader(figures);
        Cell(_metrics, progress.Updates);
        Cell(_metrics, progress.Steps);
        Cell(_metrics, progress.Episodes);
        Cell(_metrics, progress.MeanReturn);
        Cell(_metrics, progress.MeanLength);
        for (int i = 0; i < _columns.Length; i++)
        {
            double value = Figure(figures, i);
            Cell(_metrics, value);
            _events.Add(_tags[i], progress.Steps, value);
        }

        Cell(_metrics, progress.StepsPerSecond);
        _metrics.Append(progress.Elapsed.TotalSeconds);
        _metrics.Append("\n"u8);
        _events.Add("rollout/mean_return", progress.Steps, progress.MeanReturn);
        _events.Add("rollout/mean_length", progress.Steps, progress.MeanLength);
        _events.Add("time/steps_per_second", progress.Steps, progress.StepsPerSecond);
        Flush();
    }

    /// <summary>Adds an evaluation.</summary>
    public void AddEvaluation(long steps, EvaluationResult result)
    {
        Cell(_evaluations, steps);
        Cell(_evaluations, result.Episodes);
        Cell(_evaluations, result.Mean);
        Cell(_evaluations, result.StandardDeviation);
        Cell(_evaluations, result.Minimum);
        Cell(_evaluations, result.Maximum);
        _evaluations.Append(result.MeanLength);
        _evaluations.Append("\n"u8);
        _events.Add("evaluation/mean_return", steps, result.Mean);
        _events.Add("evaluation/mean_length", steps, result.MeanLength);
        Flush();
    }

    /// <summary>Hands everything to the system: it survives the process.</summary>
    /// <exception cref="RunFolderException">A file cannot be written.</exception>
    public void Flush()
    {
        _metrics.Flush();
        _episodes.Flush();
        _evaluations.Flush();
        _events.File.Flush();
    }

    /// <summary>Waits until everything is on the disk: a checkpoint may then count on it.</summary>
    /// <exception cref="RunFolderException">A file cannot be written.</exception>
    public void FlushToDisk()
    {
        _metrics.FlushToDisk();
        _episodes.FlushToDisk();
        _evaluations.FlushToDisk();
        _events.File.FlushToDisk();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _metrics.Dispose();
        _episodes.Dispose();
        _evaluations.Dispose();
        _events.Dispose();
    }

    private static void Cell(AppendFile file, long value)
    {
        file.Append(value);
        file.Append(","u8);
    }

    private static void Cell(AppendFile file, double value)
    {
        file.Append(value);
        file.Append(","u8);
    }

    /// <summary>The figure of a column: trainers give the same names in the same order, and where one does not, columns still hold what they say.</summary>
    private double Figure(IReadOnlyList<KeyValuePair<string, double>> figures, int column)
    {
        string name = _columns[column];
        if (column < figures.Count && figures[column].Key == name)
        {
            return figures[column].Value;
        }

        foreach (KeyValuePair<string, double> figure in figures)
        {
            if (figure.Key == name)
            {
                return figure.Value;
            }
        }

        return double.NaN;
    }

    private static string[] ReadColumns(string path)
    {
        string header = FileGuard.Run(path, () => File.ReadLines(path).FirstOrDefault(string.Empty));
        return header.Length >= FirstColumns.Length + LastColumns.Length && header.StartsWith(FirstColumns, StringComparison.Ordinal) && header.EndsWith(LastColumns, StringComparison.Ordinal)
            ? header[FirstColumns.Length..^LastColumns.Length].Split(',', StringSplitOptions.RemoveEmptyEntries)
            : throw new RunFolderException($"the first line of '{path}' does not name the columns of a run: it was changed since the checkpoint; restore it, or start a new run with another --out");
    }

    private void UseColumns(string[] names)
    {
        _columns = names;
        _tags = [.. names.Select(n => "train/" + n)];
    }

    private void WriteHeader(IReadOnlyList<KeyValuePair<string, double>> figures)
    {
        if (_metrics.Length == 0)
        {
            UseColumns([.. figures.Select(f => f.Key)]);
            string names = string.Concat(_columns.Select(c => c + ","));
            _metrics.Append(Encoding.UTF8.GetBytes($"{FirstColumns}{names}{LastColumns}\n"));
        }
    }
}
