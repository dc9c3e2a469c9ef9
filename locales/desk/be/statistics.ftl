# Як часта чыталі старонкі
statistics = Статыстыка
statistics-about = Колькі разоў старонкі былі выдадзеныя людзям і праграмам. Пра чытача нічога не запісваецца. Лічба з’яўляецца, калі за дзень старонку прачыталі { $count } разоў, і кожны раз расце не менш чым на столькі.
statistics-off = Чытанні не лічацца: так сказана ў наладах.
statistics-days = Перыяд
statistics-last-days = { $count ->
    [1] Сёння
    [one] Апошні { $count } дзень
    [few] Апошнія { $count } дні
   *[many] Апошнія { $count } дзён
}
statistics-language = Мова
statistics-all-languages = Усе мовы
statistics-stories = Матэрыялы
statistics-story = Матэрыял
statistics-none = Ніводнай старонкі яшчэ не прачыталі { $count } разоў за дзень.
statistics-sections = Рубрыкі
statistics-sections-about = Спіс рубрыкі разам з яе матэрыяламі. Матэрыял у дзвюх рубрыках лічыцца ў абедзвюх.
statistics-section = Рубрыка
statistics-languages = Мовы
statistics-hours = Гадзіны
statistics-hours-about = Усе дні гэтага месяца разам, без сённяшняга. Гадзіны асобнага дня не захоўваюцца.
statistics-hour = Ад
statistics-ways = Што разаслана
statistics-ways-about = Дастаўкі за апошні тыдзень, паводле таго, куды яны ідуць.
reads = Чыталі
reads-beside = Побач з найбольшай лічбай
