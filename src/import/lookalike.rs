//! Characters that look like a Han and are none: radicals and compatibility ideographs.
//!
//! Extraction from PDF gives 民 as U+2EA0 and 一 as U+2F00, which no search finds and no font sets alike.
//! The tables are the singleton mappings of NFKC (Unicode 14) in code order, a wide space where there is
//! none (or one beyond the
//! basic plane), and those radicals of the supplement that stand for whole characters, which NFKC leaves.

/// U+2F00 on: the radicals of the Kangxi dictionary.
const KANGXI: &str = "一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈戶手支攴文斗斤方无日曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
/// U+F900 on: compatibility ideographs.
const COMPATIBILITY: &str = "豈更車賈滑串句龜龜契金喇奈懶癩羅蘿螺裸邏樂洛烙珞落酪駱亂卵欄爛蘭鸞嵐濫藍襤拉臘蠟廊朗浪狼郎來冷勞擄櫓爐盧老蘆虜路露魯鷺碌祿綠菉錄鹿論壟弄籠聾牢磊賂雷壘屢樓淚漏累縷陋勒肋凜凌稜綾菱陵讀拏樂諾丹寧怒率異北磻便復不泌數索參塞省葉說殺辰沈拾若掠略亮兩凉梁糧良諒量勵呂女廬旅濾礪閭驪麗黎力曆歷轢年憐戀撚漣煉璉秊練聯輦蓮連鍊列劣咽烈裂說廉念捻殮簾獵令囹寧嶺怜玲瑩羚聆鈴零靈領例禮醴隸惡了僚寮尿料樂燎療蓼遼龍暈阮劉杻柳流溜琉留硫紐類六戮陸倫崙淪輪律慄栗率隆利吏履易李梨泥理痢罹裏裡里離匿溺吝燐璘藺隣鱗麟林淋臨立笠粒狀炙識什茶刺切度拓糖宅洞暴輻行降見廓兀嗀　　塚　晴　　凞猪益礼神祥福靖精羽　蘒　諸　　逸都　　　飯飼館鶴郞隷侮僧免勉勤卑喝嘆器塀墨層屮悔慨憎懲敏既暑梅海渚漢煮爫琢碑社祉祈祐祖祝禍禎穀突節練縉繁署者臭艹艹著褐視謁謹賓贈辶逸難響頻恵　舘　　並况全侀充冀勇勺喝啕喙嗢塚墳奄奔婢嬨廒廙彩徭惘慎愈憎慠懲戴揄搜摒敖晴朗望杖歹殺流滛滋漢瀞煮瞧爵犯猪瑱甆画瘝瘟益盛直睊着磌窱節类絛練缾者荒華蝹襁覆視調諸請謁諾諭謹變贈輸遲醙鉶陼難靖韛響頋頻鬒龜　　　㮝䀘䀹　　　齃龎";

/// The Han that `c` looks like, where it is none itself.
pub(super) fn look_alike(c: char) -> Option<char> {
    let (table, first) = match c {
        '\u{2E80}'..='\u{2EFF}' => return radical(c),
        '\u{2F00}'..='\u{2FD5}' => (KANGXI, 0x2F00),
        '\u{F900}'..='\u{FAD9}' => (COMPATIBILITY, 0xF900),
        _ => return None,
    };
    // Each entry has three bytes.
    let at = 3 * usize::try_from(u32::from(c) - first).ok()?;
    let han = table.get(at..at + 3)?.chars().next()?;
    (han != '\u{3000}').then_some(han)
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
    }
}
