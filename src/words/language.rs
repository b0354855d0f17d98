//! Which language the interface speaks.
//!
//! The choice is made once, from values that the caller read: a flag, the configuration, and the
//! locale variables in the order POSIX gives them (`LC_ALL`, `LC_MESSAGES`, `LANG`). The first
//! locale variable that is set and not empty decides, also when it says neither Chinese nor
//! English; kanbao reads Chinese papers, so everything that is not English is Chinese.

/// The interface language.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// Simplified Chinese.
    #[default]
    Chinese,
    /// English.
    English,
}

impl Language {
    /// The language named `zh` or `en`, as on the command line and in the configuration.
    pub fn from_name(name: &str) -> Option<Language> {
        match name {
            "zh" => Some(Language::Chinese),
            "en" => Some(Language::English),
            _ => None,
        }
    }

    /// Its name: `zh` or `en`.
    pub fn name(self) -> &'static str {
        match self {
            Language::Chinese => "zh",
            Language::English => "en",
        }
    }

    /// The language of the interface: the flag, else the configuration, else the locale.
    pub fn from_environment(
        flag: Option<Language>,
        config: Option<Language>,
        lc_all: Option<&str>,
        lc_messages: Option<&str>,
        lang: Option<&str>,
    ) -> Language {
        flag.or(config).unwrap_or_else(|| {
            [lc_all, lc_messages, lang]
                .into_iter()
                .flatten()
                .find(|value| !value.is_empty())
                .map_or(Language::Chinese, from_locale)
        })
    }
}

/// The language of a locale's name (`zh_CN.UTF-8`, `en_GB`, `C`).
fn from_locale(name: &str) -> Language {
    let language = name.split(['_', '.', '@', '-']).next().unwrap_or_default();
    if language.eq_ignore_ascii_case("en") {
        Language::English
    } else {
        Language::Chinese
    }
}

#[cfg(test)]
mod tests {
    use super::Language::{self, Chinese, English};

    #[test]
    fn the_flag_goes_before_the_configuration_and_both_before_the_locale() {
        let choose = Language::from_environment;
        assert_eq!(
            choose(Some(English), Some(Chinese), Some("zh_CN"), None, None),
            English
        );
        assert_eq!(
            choose(None, Some(Chinese), Some("en_GB.UTF-8"), None, None),
            Chinese
        );
        assert_eq!(
            choose(
                None,
                None,
                Some("en_GB.UTF-8"),
                Some("zh_CN"),
                Some("zh_CN")
            ),
            English
        );
    }

    #[test]
    fn the_first_locale_variable_that_is_set_decides() {
        let choose =
            |all, messages, lang| Language::from_environment(None, None, all, messages, lang);
        let cases = [
            (None, None, None, Chinese),
            (None, None, Some("en_US.UTF-8"), English),
            (None, None, Some("en"), English),
            (None, None, Some("zh_TW.UTF-8"), Chinese),
            (None, None, Some("C.UTF-8"), Chinese),
            (None, None, Some("POSIX"), Chinese),
            (None, None, Some("ja_JP"), Chinese),
            (Some(""), None, Some("en_US"), English),
            (None, Some("zh_CN"), Some("en_US"), Chinese),
            (Some("C"), Some("en_US"), Some("en_US"), Chinese),
            (None, None, Some("eng"), Chinese),
        ];
        for (all, messages, lang, expected) in cases {
            assert_eq!(
                choose(all, messages, lang),
                expected,
                "{all:?} {messages:?} {lang:?}"
            );
        }
    }
}
