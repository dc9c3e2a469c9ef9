# Как часто читали страницы
statistics = Статистика
statistics-about = Сколько раз страницы были выданы людям и программам. О читателе ничего не записывается. Число появляется, когда за день страницу прочитали { $count } раз, и каждый раз растёт не меньше чем на столько же.
statistics-off = Чтения не считаются: так сказано в настройках.
statistics-days = Период
statistics-last-days = { $count ->
    [1] Сегодня
    [one] Последний { $count } день
    [few] Последние { $count } дня
   *[many] Последние { $count } дней
}
statistics-language = Язык
statistics-all-languages = Все языки
statistics-stories = Материалы
statistics-story = Материал
statistics-none = Ни одну страницу ещё не прочитали { $count } раз за день.
statistics-sections = Рубрики
statistics-sections-about = Список рубрики вместе с её материалами. Материал в двух рубриках считается в обеих.
statistics-section = Рубрика
statistics-languages = Языки
statistics-hours = Часы
statistics-hours-about = Все дни этого месяца вместе, без сегодняшнего. Часы отдельного дня не хранятся.
statistics-hour = С
statistics-ways = Что разослано
statistics-ways-about = Доставки за последнюю неделю, по тому, куда они идут.
reads = Прочитано
reads-beside = Рядом с наибольшим числом
