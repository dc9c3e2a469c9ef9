# Партал кліентаў.

portal = Стужка
portal-came-in = Што прыйшло
portal-topics = Захаваныя тэмы
portal-notices = Паведамленні
portal-notices-waiting = чакаюць пацвярджэння
portal-tokens = Ключы
portal-destinations = Куды дасылаць
portal-name = Назва
portal-remove = Прыбраць
portal-missing = Тут няма нічога з таго, што ўваходзіць у ваш дагавор.
portal-foreign = Гэтая форма прыйшла з іншага сайта. Адкрыйце старонку тут і адпраўце яе яшчэ раз.
portal-notices-only = Паказваюцца толькі паведамленні пра выпраўленні і адкліканні.
portal-standing-ahead = Ваш дагавор яшчэ не пачаўся.
portal-standing-paused = Ваш дагавор прыпынены.
portal-standing-ended = Ваш дагавор скончыўся.

# Уваход
portal-sign-in = Уваход у стужку
portal-about = Для медыя, якія бяруць стужку { $agency } паводле дагавора.
portal-email = Электронны адрас
portal-sign-in-wrong = Адрас і пароль не пасуюць. Калі вы забылі пароль, рэдакцыя можа запрасіць вас нанова.
portal-lost-password = Доступ дае і аднаўляе рэдакцыя { $agency }.
portal-invite = Выберыце пароль
portal-invite-about = { $name }, гэта ваш уваход. Спасылка дзейнічае адзін раз.
portal-invite-over = Гэтая спасылка ўжо выкарыстаная або састарэла. Папрасіце ў рэдакцыі новую.

# Матэрыялы
portal-words = Словы
portal-section = Рубрыка
portal-any-section = Усе рубрыкі
portal-language = Мова
portal-any-language = Усе мовы
portal-search = Шукаць
portal-nothing = Нічога не знойдзена. Словы шукаюцца ў загалоўках і тэкстах.
portal-newest = Найноўшыя
portal-older = Старэйшыя
portal-new = Новае:
portal-held-until = Эмбарга да
portal-held-about = Ніхто не публікуе гэты матэрыял раней за { $at }.
portal-for-clients = Толькі для кліентаў
portal-for-clients-about = Чытачы агенцтва гэтага матэрыялу не бачаць; публікуйце яго ў сваім медыя.
portal-headline-only = Загаловак і адкрытая частка
portal-download = Захаваць файлам
portal-format = Фармат
portal-format-ninjs-3-1 = ninjs 3.1
portal-format-ninjs-2-2 = ninjs 2.2
portal-format-newsml-g2 = NewsML-G2
portal-format-nitf = NITF
portal-format-text = Просты тэкст
portal-format-html = HTML
portal-format-rss = RSS
portal-gone = Адкліканы матэрыял
portal-gone-about = Агенцтва адклікала гэты матэрыял. Прыбярыце ўсе яго копіі і пацвердзіце паведамленне.

# Захаваныя тэмы
portal-topics-about = Тое, што вы шукаеце зноў і зноў. Пра новыя матэрыялы можна паведамляць поштай або выклікам вашай машыны.
portal-topics-none = Вы яшчэ не захавалі ніводнай тэмы.
portal-topic-new = Новая тэма
portal-topic-name-wanted = Дайце тэме назву.
portal-alert = Паведамляць пра новыя матэрыялы
portal-way-none = не паведамляць
portal-way-mail = поштай
portal-way-webhook = праз вэбхук
portal-alert-address = Куды
portal-alert-address-hint = Электронны адрас або https://… для вэбхука
portal-mail-wanted = Напішыце электронны адрас, напрыклад desk@example.org.
portal-web-wanted = Напішыце вэб-адрас, які пачынаецца з https://.
portal-webhook-key = Ключ вэбхука
portal-webhook-key-about = Ім падпісваюцца выклікі (HMAC-SHA-256). Ён паказаны цяпер і больш ніколі.

# Паведамленні
portal-notices-about = Выпраўленні і адкліканні матэрыялаў, якія прыйшлі да вас любым шляхам. Пацвердзіце кожнае, калі ўсё зроблена; рэдакцыя гэта бачыць.
portal-notices-none = Паведамленняў няма.
portal-notice-correction = Выпраўленне
portal-notice-kill = Адкліканне
portal-confirm-correction = Выпраўлена
portal-confirm-kill = Усе копіі прыбраныя
portal-confirmed = Пацверджана { $at }

# Ключы
portal-tokens-about = Вашы праграмы звяртаюцца з ключом у загалоўку «Authorization: Bearer …». Спісы — па гэтым адрасе:
portal-tokens-none = Ключоў яшчэ няма.
portal-token-new = Новы ключ
portal-token-make = Зрабіць ключ
portal-token-shown = Новы ключ
portal-token-revoke = Адклікаць
portal-scope-pull = браць спісы
portal-scope-download = браць асобныя матэрыялы
portal-scope-wanted = Выберыце хаця б адно, што можа ключ.

# Куды дасылаць
portal-destinations-about = Вашы машыны, на якія матэрыялы з вашага дагавора дасылаюцца адразу пасля выхаду. Сакрэты захоўваюцца запячатанымі, іх не бачыць ніхто.
portal-destinations-none = Пакуль нікуды нічога не дасылаецца.
portal-destination-new = Новы адрас
portal-destination-add = Дадаць
portal-destination-paused = прыпынена
portal-destination-pause = Прыпыніць
portal-destination-go-on = Працягнуць
portal-kind = Спосаб
portal-kind-http = HTTP
portal-kind-sftp = SFTP
portal-kind-s3 = S3
portal-destination-address = Адрас
portal-destination-address-hint = https://cms.example.org/in, sftp://files.example.org/in або https://s3.example.org/bucket/folder
portal-destination-account = Карыстальнік
portal-destination-account-hint = SFTP: імя карыстальніка. S3: ідэнтыфікатар ключа доступу
portal-destination-mark = Ключ сервера або рэгіён
portal-destination-mark-hint = SFTP: SHA256:… S3: рэгіён
portal-destination-secret = Сакрэт
portal-destination-secret-hint = HTTP: ключ, якім падпісваюцца выклікі (HMAC-SHA-256). SFTP: пароль або прыватны ключ. S3: сакрэтны ключ доступу
portal-destination-name-wanted = Дайце адрасу назву.
portal-destination-address-wanted = Напішыце адрас як https://…, а для SFTP як sftp://…, без імя і пароля ў ім.
portal-destination-account-wanted = Для SFTP трэба імя карыстальніка, для S3 — ідэнтыфікатар ключа доступу.
portal-destination-mark-wanted = Для SFTP трэба ключ сервера як SHA256:…, для S3 — рэгіён.
portal-destination-secret-wanted = Без сакрэту нічога не дасылаецца: напішыце ключ або пароль.
