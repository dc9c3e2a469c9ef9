# Старонкі рэдакцыі. Пад імі ляжаць паведамленні публічных старонак: даты, месяцы, мовы.

desk = Стужка
back-to-the-desk = Да стужкі
back-to-the-story = Да матэрыялу
flash = Маланка
pictures = Здымкі
deliveries = Дастаўкі
names = Назвы і імёны
staff = Супрацоўнікі
audit = Журнал дзеянняў
sign-out = Выйсці
copy = Скапіяваць
copied = Скапіявана.
yes = Так
no = Не

# Што пайшло не так
failure-title-missing = Не знойдзена
failure-title-forbidden = Не дазволена
failure-title-refused = Не зроблена
failure-title-too-often = Зашмат спробаў
failure-title-broken = Няма адказу
failure-missing = Тут нічога няма. Праверце адрас або вярніцеся да стужкі.
failure-forbidden = Ваша роля гэтага не дазваляе. Папрасіце таго, чыя роля дазваляе.
failure-unconfirmed = Яшчэ раз пацвердзіце, хто вы, і паўтарыце дзеянне.
failure-too-often = { $seconds ->
    [one] Зашмат спробаў. Пачакайце { $seconds } секунду і паспрабуйце зноў.
    [few] Зашмат спробаў. Пачакайце { $seconds } секунды і паспрабуйце зноў.
   *[many] Зашмат спробаў. Пачакайце { $seconds } секунд і паспрабуйце зноў.
}
failure-broken = Рэдакцыйная сістэма не змагла адказаць. Нічога з захаванага не страчана: паспрабуйце праз хвіліну.
