using System.Collections.Frozen;

namespace OrderLedger.Domain;

/// <summary>Words of the trade, places and products in which a character is not read in its most frequent
/// way.</summary>
internal static class PinyinWords
{
    private const int LengthMax = 3;

    private static readonly string[] Sources =
    [
        // Places.
        "重庆 chong qing", "厦门 xia men", "长子县 zhang zi xian", "乐清 yue qing", "乐亭 lao ting", "番禺 pan yu", "蚌埠 beng bu",
        "六安 lu an", "六合 lu he", "大埔 da bu", "铅山 yan shan", "洪洞 hong tong", "西藏 xi zang", "单县 shan xian",
        "解州 xie zhou", "大城县 dai cheng xian", "东阿 dong e", "柏林 bo lin", "尉犁 yu li", "会稽 kuai ji", "荥阳 xing yang",
        "莘庄 xin zhuang", "浚县 xun xian", "秘鲁 bi lu",
        // Kinds of companies.
        "商行 shang hang", "银行 yin hang", "行业 hang ye", "车行 che hang", "五金行 wu jin hang", "粮行 liang hang",
        "茶行 cha hang", "洋行 yang hang", "分行 fen hang", "支行 zhi hang", "总行 zong hang", "会计 kuai ji", "音乐 yin yue",
        "乐器 yue qi", "校对 jiao dui",
        // Products.
        "重复 chong fu", "重叠 chong die", "重组 chong zu", "重新 chong xin", "成长 cheng zhang", "生长 sheng zhang",
        "校准 jiao zhun", "校验 jiao yan", "子弹 zi dan", "弹药 dan yao", "传记 zhuan ji", "轧辊 zha gun", "轧钢 zha gang",
        "便宜 pian yi", "色子 shai zi", "薄荷 bo he", "对称 dui chen", "投降 tou xiang", "人参 ren shen", "海参 hai shen",
        "党参 dang shen", "参茸 shen rong", "大夫 dai fu", "大黄 dai huang", "龟裂 jun lie", "给水 ji shui", "供给 gong ji",
        "模具 mu ju", "模板 mu ban", "模样 mu yang", "钥匙 yao shi", "重阳 chong yang", "咖喱 ga li", "卡箍 qia gu", "发卡 fa qia",
        "仔猪 zi zhu", "厂长 chang zhang", "店长 dian zhang", "部长 bu zhang", "行长 hang zhang", "校长 xiao zhang",
        "会长 hui zhang", "队长 dui zhang",
    ];

    private static readonly FrozenDictionary<string, string[]>.AlternateLookup<ReadOnlySpan<char>> Words = Sources
        .Select(static source => source.Split(' '))
        .ToFrozenDictionary(static parts => parts[0], static parts => parts[1..], StringComparer.Ordinal)
        .GetAlternateLookup<ReadOnlySpan<char>>();

    private static readonly FrozenSet<char> Heads = Sources.Select(static source => source[0]).ToFrozenSet();

    /// <summary>The syllables of the longest known word that starts at this place, one per character; else
    /// null.</summary>
    public static string[]? At(string text, int at)
    {
        if (!Heads.Contains(text[at])) return null;

        for (var length = Math.Min(LengthMax, text.Length - at); length > 1; length--)
        {
            if (Words.TryGetValue(text.AsSpan(at, length), out var syllables)) return syllables;
        }

        return null;
    }
}
