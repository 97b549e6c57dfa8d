using Microsoft.EntityFrameworkCore;
using OrderLedger.App.Data;
using OrderLedger.Domain;

namespace OrderLedger.App.Access;

/// <summary>Writes down when tokens were last used: from time to time and all at once, so that no request waits for it. It is no
/// change that anybody made, so it has no change set and no line in the journal.</summary>
public sealed class NoteTokenUse(Ledger ledger, Sessions sessions)
{
    /// <summary>How often the server calls it: a token is written at most once in this time.</summary>
    public static readonly TimeSpan Every = TimeSpan.FromMinutes(1);

    /// <returns>Tokens noted.</returns>
    public async Task<Outcome<int>> RunAsync(CancellationToken cancellation)
    {
        var used = sessions.TakeUsed();
        return used.Count == 0 ? 0 : await ledger.WriteAsync<int>(Actor.Rule, "user.token-use", async write =>
        {
            var noted = 0;
            foreach (var (id, at) in used)
            {
                DateTime? when = at;
                noted += await write.Db.Set<ApiToken>().Where(t => t.Id == id)
                    .ExecuteUpdateAsync(set => set.SetProperty(static t => t.LastUsedAt, when), cancellation);
            }
            return noted;
        }, cancellation);
    }
}
