//! Characters that look like a Han and are none: radicals and compatibility ideographs.
//!
//! Extraction from PDF gives 民 as U+2EA0 and 一 as U+2F00, which no search finds and no font sets alike.
//! The tables are the singleton mappings of NFKC (Unicode 14) in code order, a wide space where there is
//! none or one beyond the basic plane, and those radicals of the supplement that stand for whole
//! characters, which NFKC leaves.

/// U+2F00 on: the radicals of the Kangxi dictionary.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
/// U+F900 on: compatibility ideographs.
const COMPATIBILITY: &str = "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀　　塚　晴　　凞猪益礼神祥福靖精羽　蘒　諸　　逸都　　　飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵　舘　　並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜　　　㮝䀘䀹　　　齃龎";

/// U+2F800 on: the supplement of compatibility ideographs. Many stand for Han beyond the basic plane,
/// so each entry has four bytes: three and a blank, or four.
const SUPPLEMENT: &str = "丽 丸 乁 𠄢你 侮 侻 倂 偺 備 僧 像 㒞 𠘺免 兔 兤 具 𠔜㒹 內 再 𠕋冗 冤 仌 冬 况 𩇟凵 刃 㓟 刻 剆 割 剷 㔕 勇 勉 勤 勺 包 匆 北 卉 卑 博 即 卽 卿 卿 卿 𠨬灰 及 叟 𠭣叫 叱 吆 咞 吸 呈 周 咢 哶 唐 啓 啣 善 善 喙 喫 喳 嗂 圖 嘆 圗 噑 噴 切 壮 城 埴 堍 型 堲 報 墬 𡓤売 壷 夆 多 夢 奢 𡚨𡛪姬 娛 娧 姘 婦 㛮 㛼 嬈 嬾 嬾 𡧈寃 寘 寧 寳 𡬘寿 将 当 尢 㞁 屠 屮 峀 岍 𡷤嵃 𡷦嵮 嵫 嵼 巡 巢 㠯 巽 帨 帽 幩 㡢 𢆃㡼 庰 庳 庶 廊 𪎒廾 𢌱𢌱舁 弢 弢 㣇 𣊸𦇚形 彫 㣣 徚 忍 志 忹 悁 㤺 㤜 悔 𢛔惇 慈 慌 慎 慌 慺 憎 憲 憤 憯 懞 懲 懶 成 戛 扝 抱 拔 捐 𢬌挽 拼 捨 掃 揤 𢯱搢 揅 掩 㨮 摩 摾 撝 摷 㩬 敏 敬 𣀊旣 書 晉 㬙 暑 㬈 㫤 冒 冕 最 暜 肭 䏙 朗 望 朡 杞 杓 𣏃㭉 柺 枅 桒 梅 𣑭梎 栟 椔 㮝 楂 榣 槪 檨 𣚣櫛 㰘 次 𣢧歔 㱎 歲 殟 殺 殻 𣪍𡴋𣫺汎 𣲼沿 泍 汧 洖 派 海 流 浩 浸 涅 𣴞洴 港 湮 㴳 滋 滇 𣻑淹 潮 𣽞𣾎濆 瀹 瀞 瀛 㶖 灊 災 灷 炭 𠔥煅 𤉣熜 𤎫爨 爵 牐 𤘈犀 犕 𤜵𤠔獺 王 㺬 玥 㺸 㺸 瑇 瑜 瑱 璅 瓊 㼛 甤 𤰶甾 𤲒異 𢆟瘐 𤾡𤾸𥁄㿼 䀈 直 𥃳𥃲𥄙𥄳眞 真 真 睊 䀹 瞋 䁆 䂖 𥐝硎 碌 磌 䃣 𥘦祖 𥚚𥛅福 秫 䄯 穀 穊 穏 𥥼𥪧𥪧竮 䈂 𥮫篆 築 䈧 𥲀糒 䊠 糨 糣 紀 𥾆絣 䌁 緇 縂 繅 䌴 𦈨𦉇䍙 𦋙罺 𦌾羕 翺 者 𦓚𦔣聠 𦖨聰 𣍟䏕 育 脃 䐋 脾 媵 𦞧𦞵𣎓𣎜舁 舄 辞 䑫 芑 芋 芝 劳 花 芳 芽 苦 𦬼若 茝 荣 莭 茣 莽 菧 著 荓 菊 菌 菜 𦰶𦵫𦳕䔫 蓱 蓳 蔖 𧏊蕤 𦼬䕝 䕡 𦾱𧃒䕫 虐 虜 虧 虩 蚩 蚈 蜎 蛢 蝹 蜨 蝫 螆 䗗 蟡 蠁 䗹 衠 衣 𧙧裗 裞 䘵 裺 㒻 𧢮𧥦䚾 䛇 誠 諭 變 豕 𧲨貫 賁 贛 起 𧼯𠠄跋 趼 跰 𠣞軔 輸 𨗒𨗭邔 郱 鄑 𨜮鄛 鈸 鋗 鋘 鉼 鏹 鐕 𨯺開 䦕 閷 𨵷䧦 雃 嶲 霣 𩅅𩈚䩮 䩶 韠 𩐊䪲 𩒖頋 頋 頩 𩖶飢 䬳 餩 馧 駂 駾 䯎 𩬰鬒 鱀 鳽 䳎 䳭 鵧 𪃎䳸 𪄅𪈎𪊑麻 䵖 黹 黾 鼅 鼏 鼖 鼻 𪘀";
/// The compatibility ideographs of the basic plane that stand for Han beyond it.
const BEYOND: &[(char, char)] = &[
    ('\u{FA6C}', '𤋮'),
    ('\u{FACF}', '𢡊'),
    ('\u{FAD0}', '𢡄'),
    ('\u{FAD1}', '𣏕'),
    ('\u{FAD5}', '𥉉'),
    ('\u{FAD6}', '𥳐'),
    ('\u{FAD7}', '𧻓'),
];

/// The Han that `c` looks like, where it is none itself.
pub(super) fn look_alike(c: char) -> Option<char> {
    let (table, first) = match c {
        '\u{2E80}'..='\u{2EFF}' => return radical(c),
        '\u{2F00}'..='\u{2FD5}' => (KANGXI, 0x2F00),
        '\u{F900}'..='\u{FAD9}' => (COMPATIBILITY, 0xF900),
        '\u{2F800}'..='\u{2FA1D}' => (SUPPLEMENT, 0x2F800),
        _ => return None,
    };
    let size = if first == 0x2F800 { 4 } else { 3 };
    let at = size * usize::try_from(u32::from(c) - first).ok()?;
    let han = table.get(at..at + size)?.chars().next()?;
    if han != '\u{3000}' {
        return Some(han);
    }
    let beyond = BEYOND.iter().find(|(looks, _)| *looks == c);
    beyond.map(|(_, han)| *han)
}

/// A radical of the supplement.
fn radical(c: char) -> Option<char> {
    Some(match c {
        '⻓' => '长',
        '⻅' => '见',
        '⻋' => '车',
        '⻔' => '门',
        '⻙' => '韦',
        '⻚' => '页',
        '⻛' => '风',
        '⻜' => '飞',
        '⻝' => '食',
        '⻢' => '马',
        '⻣' => '骨',
        '⻤' => '鬼',
        '⻥' => '鱼',
        '⻦' => '鸟',
        '⻨' => '麦',
        '⻩' => '黄',
        '⻬' => '齐',
        '⻰' => '龙',
        '⻄' => '西',
        '⻆' => '角',
        '⺠' => '民',
        '⻘' => '青',
        '⻉' => '贝',
        '⻮' => '齿',
        '⻑' => '長',
        '⻳' => '龟',
        '⺟' => '母',
        '⻁' => '虎',
        '⻡' => '首',
        '⻧' => '卤',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn look_alikes_become_the_han_they_look_like() {
        for (c, han) in [
            ('\u{2F00}', Some('一')),
            ('\u{2FD5}', Some('龠')),
            ('\u{F900}', Some('豈')),
            ('\u{FAD9}', Some('龎')),
            ('\u{2EA0}', Some('民')),
            ('\u{2ED3}', Some('长')),
            // Twelve of the compatibility block are ordinary Han.
            ('\u{FA0E}', None),
            ('\u{FA6C}', Some('\u{242EE}')),
            ('\u{2F800}', Some('丽')),
            ('\u{2F803}', Some('\u{20122}')),
            ('\u{2F804}', Some('你')),
            ('\u{2FA1D}', Some('\u{2A600}')),
            ('\u{2FA1E}', None),
            ('\u{2E80}', None),
            ('一', None),
            ('a', None),
        ] {
            assert_eq!(look_alike(c), han, "{c:?}");
        }
        assert!(
            [KANGXI, COMPATIBILITY]
                .iter()
                .all(|table| table.chars().all(|c| c.len_utf8() == 3))
        );
        assert_eq!(SUPPLEMENT.len(), 4 * (0x2FA1E - 0x2F800));
        assert!((0x2F800..0x2FA1E).all(|c| {
            let han = char::from_u32(c).and_then(look_alike);
            han.is_some_and(|han| han.is_alphabetic() && look_alike(han).is_none())
        }));
    }
}
