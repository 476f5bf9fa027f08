### العربية: ما تقوله شاشة الموظف.

## الشاشة الرئيسية

staff-counter = الشباك { $counter }
staff-counter-open = مفتوح
staff-counter-paused = متوقف مؤقتًا
staff-counter-closed = مغلق
staff-longest = أطول انتظار { $time }
staff-on-time = في الموعد { $percent } %
staff-online = متصل
staff-connecting = جارٍ الاتصال
staff-offline = غير متصل منذ { $since }، المعروض كما في { $shown }

staff-panel-serving = يُخدم الآن
staff-panel-next = التالي
staff-panel-queue = الطابور
staff-panel-day = يومي
staff-panel-events = الأحداث

staff-status-requested = مطلوب
staff-status-booked = محجوز
staff-status-waiting = ينتظر
staff-status-called = نودي
staff-status-serving = يُخدم
staff-status-parked = مؤجل
staff-status-served = تمت خدمته
staff-status-no-show = لم يحضر
staff-status-cancelled = ملغى
staff-status-expired = منتهٍ
staff-status-unknown = غير معروف

staff-minutes = { $count } د
staff-seconds = { $count } ث
staff-nobody-here = لا أحد عند هذا الشباك
staff-who-waits =
    { $count ->
        [zero] لا أحد ينتظر.
        [one] شخص واحد ينتظر.
        [two] شخصان ينتظران.
        [few] { $count } أشخاص ينتظرون.
        [many] { $count } شخصًا ينتظرون.
       *[other] { $count } شخص ينتظرون.
    }
staff-is-paused = هذا الشباك متوقف مؤقتًا.
staff-is-closed = هذا الشباك مغلق.
staff-day-closed = أُغلق اليوم: لا أرقام بعد الآن.
staff-called-times = نودي { $count }×
staff-usual = { $percent } % من { $time }
staff-priority = أولوية: { $reason }
staff-note = ملاحظة: { $note }
staff-appointment-at = موعد { $time }
staff-kind-walkin = بلا موعد
staff-nobody-next = لا أحد لهذا الشباك

staff-turn-keeps-place = يحتفظ بمكانه
staff-turn-urgent = عاجل
staff-turn-priority = له أولوية
staff-turn-appointment = حان موعده
staff-turn-late = تأخر عن موعده، الأطول انتظارًا
staff-turn-walkin = الأطول انتظارًا
staff-turn-overdue = انتظر أكثر من المقرر
staff-turn-chosen = نودي خارج الدور
staff-turn-early = لم يحن موعده، ولا أحد غيره

staff-band-ok = جيد
staff-band-soon = قريبًا
staff-band-late = متأخر
staff-due = بعد { $minutes }
staff-overdue = تأخر { $minutes }

## الطابور

staff-list-waiting = الانتظار
staff-list-appointments = المواعيد
staff-list-parked = المؤجلون
staff-list-missed = الغائبون
staff-list-done = المنتهون
staff-column-number = الرقم
staff-column-service = الخدمة
staff-column-kind = النوع
staff-column-time = الوقت
staff-column-status = الحالة
staff-column-at = في
staff-column-wait = الانتظار
staff-column-target = الهدف
staff-column-who = العميل
staff-column-counter = الشباك
staff-column-note = ملاحظة
staff-short-appointment = موعد
staff-short-walkin = عادي
staff-short-priority = أولوية
staff-kept = محجوز
staff-until = حتى { $time }
staff-order-wait = حسب الانتظار
staff-order-service = حسب الخدمة
staff-order-number = حسب الرقم
staff-hidden = بدون المواعيد
staff-shown = المعروض { $shown } من { $all }
staff-filter-title = من يُعرض
staff-filter-all = الجميع
staff-filter-show = عرض

## يومي

staff-served = خُدم { $count }
staff-mean = المتوسط { $minutes } د
staff-missed = لم يحضر { $count }
staff-parked = مؤجل { $count }
staff-waiting-by-service = ينتظرون الآن

## الأحداث

staff-event-issue = { $number } أخذ رقمًا
staff-event-call = { $number } نودي إلى { $counter }
staff-event-recall = { $number } نودي مرة أخرى إلى { $counter }
staff-event-start = { $number } بدأت خدمته في { $counter }
staff-event-finish = { $number } انتهى في { $counter }
staff-event-return = { $number } عاد إلى الطابور
staff-event-no-show = { $number } لم يحضر
staff-event-park = { $number } أُجل
staff-event-unpark = { $number } لم يعد مؤجلًا
staff-event-transfer = { $number } حُوّل
staff-event-cancel = { $number } أُلغي
staff-event-expire = { $number } انتهت صلاحيته
staff-event-close-day = { $number } أُغلق مع نهاية اليوم
staff-event-book = { $number } حُجز
staff-event-approve = { $number } قُبل
staff-event-decline = { $number } رُفض
staff-event-check-in = { $number } حضر
staff-event-undo-check-in = { $number } لم يحضر بعد
staff-event-reschedule = { $number } نُقل إلى وقت آخر
staff-event-priority = { $number } تغيرت أولويته
staff-event-note = { $number } له ملاحظة
staff-event-undo = { $number } كما كان
staff-event-other = { $number } تغير

## ما نتج عن المفتاح

staff-done-call = نودي { $number }
staff-done-recall = نودي { $number } مرة أخرى
staff-done-start = بدأت خدمة { $number }
staff-done-finish = انتهى { $number }
staff-done-return = عاد { $number } إلى مكانه في الطابور
staff-done-no-show = لم يحضر { $number }
staff-done-park = أُجل { $number }
staff-done-unpark = لم يعد { $number } مؤجلًا
staff-done-transfer = حُوّل { $number }
staff-done-cancel = أُلغي { $number }
staff-done-check-in = حضر { $number }
staff-done-undo-check-in = لم يحضر { $number } بعد
staff-done-priority = تغيرت أولوية { $number }
staff-done-note = حُفظت الملاحظة على { $number }
staff-done-undo = عاد { $number } كما كان
staff-done-issue = صدر { $number }
staff-done-attend = أنت ذاهب إلى { $kiosk }
staff-summons =
    { $more ->
        [zero] { $kiosk }: مطلوب مساعدة ({ $time })
        [one] { $kiosk } وجهاز آخر: مطلوب مساعدة ({ $time })
        [two] { $kiosk } وجهازان آخران: مطلوب مساعدة ({ $time })
        [few] { $kiosk } و{ $more } أجهزة أخرى: مطلوب مساعدة ({ $time })
        [many] { $kiosk } و{ $more } جهازًا آخر: مطلوب مساعدة ({ $time })
       *[other] { $kiosk } و{ $more } جهاز آخر: مطلوب مساعدة ({ $time })
    }
staff-summons-go = { $key }: أنا ذاهب
staff-undo-in = { $key } للتراجع ({ $seconds })
staff-printed = طُبع { $number }
staff-printed-copy = طُبع { $number }، COPY { $copy }
staff-print-unknown = { $number }: لا يُعرف إن كان قد طُبع. انظر إلى الطابعة.
staff-not-printed = لم يُطبع { $number }: { $why }.
staff-print-paper-out = لا ورق
staff-print-cover-open = الغطاء مفتوح
staff-print-printer-offline = الطابعة لا تجيب
staff-print-printer-silent = الطابعة لا تجيب
staff-print-printer-busy = الطابعة مشغولة
staff-print-else = في الطابعة مشكلة
staff-fault = حدث خطأ، وهو في السجل باسم { $reference }.

## لماذا لا

staff-why-offline = غير متصل: لا يمكن تغيير شيء حتى يجيب الخادم.
staff-why-busy = { $number } ما زال هنا. أنهِ أو أجّل أو أعد أولًا.
staff-why-counter = هذا الشباك غير مفتوح. مفتاح الشباك يفتحه.
staff-why-choose = بعض الموظفين فقط ينادون خارج الدور.
staff-why-nobody = لم يُختر أحد.
staff-why-not-here = هذا لا يتم هنا.
staff-why-status = غير ممكن: { $number } { $status }.
staff-why-too-soon = نودي { $number } قبل لحظة. مرة أخرى بعد { $seconds } ث.
staff-why-not-missed = لم يُنادَ { $number } بعد.
staff-why-no-appointment = ليس لـ { $number } موعد.
staff-why-printer = لا طابعة لهذه الشاشة.
staff-why-undo = لا شيء من الدقيقة الأخيرة للتراجع عنه.
staff-why-unnamed = لم يسجل أحد الدخول هنا، فلن يفتحها أحد.
staff-why-supervisor = للمشرفين فقط.
staff-why-no-summons = لا أحد يطلب مساعدة عند أي جهاز.

staff-awaited = في انتظار رد الخادم…
staff-lost = ضاعت الإجابة، والخادم لا يقول ما حدث. انظر قبل أن تحاول مرة أخرى.
staff-lost-nobody = ضاعت الإجابة. لم يُنادَ أحد.
staff-lost-now = ضاعت الإجابة. { $number } الآن { $status }.
staff-refused-changed = غيّر { $who } { $number } في هذه الأثناء. هكذا هو الآن.
staff-refused-closed = مغلق الآن: لا تصدر أرقام.
staff-refused-counter-closed = هذا الشباك غير مفتوح.
staff-refused-forbidden = غير مسموح لمن سجل الدخول.
staff-refused-full = لا أرقام أخرى لهذه الخدمة اليوم.
staff-refused-no-numbers = لم تبقَ أرقام في هذا النطاق.
staff-refused-not-allowed-now = غير ممكن لـ { $number } كما هو الآن.
staff-refused-not-cancellable = لم يعد ممكنًا إلغاء { $number }.
staff-refused-not-found = لم يعد هناك شيء كهذا.
staff-refused-not-walkin = هذه الخدمة بموعد فقط.
staff-refused-offline = الخادم لا يجيب. لم يتغير شيء.
staff-refused-paused = هذه الخدمة متوقفة مؤقتًا.
staff-refused-rate-limited = الخادم مشغول. حاول بعد لحظة.
staff-refused-slot-taken = ذهب وقت { $number } إلى غيره.
staff-refused-timeout = الخادم لا يجيب.
# $time (String) from which on it is possible
staff-refused-too-early-until = الوقت مبكر لتسجيل الحضور: يمكن ابتداءً من { $time }.
staff-refused-too-early = الوقت مبكر لتسجيل الحضور.
staff-refused-too-late = فات وقت تسجيل الحضور.
staff-refused-wrong-branch = الموعد في فرع آخر.
staff-refused-wrong-day = الموعد في يوم آخر.
staff-refused-else = لم يتم: { $detail }

## المفاتيح: الاسم، ثم ما يفعله

staff-key-call = التالي
staff-help-call = ينادي من عليه الدور إلى هذا الشباك.
staff-key-recall = نداء مجددًا
staff-help-recall = ينادي مرة أخرى، بعد عشر ثوانٍ على الأقل.
staff-key-start = ابدأ
staff-key-enter = بدء أو تفاصيل
staff-help-enter = يبدأ خدمة من نودي؛ وإن لم يُنادَ أحد يعرض كل شيء عمن اختير.
staff-key-finish = إنهاء
staff-help-finish = ينهي الزيارة مع نتيجتها.
staff-key-finish-next = إنهاء ونداء
staff-help-finish-next = ينهي الزيارة فورًا وينادي التالي.
staff-key-no-show = لم يحضر
staff-help-no-show = من نودي ليس هنا؛ أو صاحب الموعد لم يأتِ.
staff-key-return = إلى الطابور
staff-help-return = يعيد من نودي إلى مكانه في الطابور.
staff-key-park = تأجيل
staff-help-park = يؤجل من هنا لبعض الوقت؛ وفي قائمة المؤجلين يعيده.
staff-key-transfer = تحويل
staff-help-transfer = إلى خدمة أو شباك أو موظف آخر؛ ويبقى الرقم.
staff-key-note = ملاحظة
staff-help-note = ملاحظة يراها كل من عند الشبابيك.
staff-key-undo = تراجع
staff-help-undo = يتراجع عن آخر ما فعلته خلال دقيقة، إن لم يغيره أحد.
staff-key-walk-in = رقم جديد
staff-help-walk-in = رقم لمن يقف عند الشباك، على ورق إن أراد.
staff-key-call-this = نداء هذا
staff-help-call-this = ينادي من اختير خارج الدور. ليس للجميع.
staff-key-details = تفاصيل
staff-help-details = كل شيء عمن اختير، وما حدث حتى الآن.
staff-key-sessions = الجلسات
staff-help-sessions = الفعاليات والدروس: من انضم ومن حضر.
staff-key-check-in = تسجيل الحضور
staff-help-check-in = صاحب الموعد هنا.
staff-key-undo-check-in = ليس هنا بعد
staff-help-undo-check-in = يلغي تسجيل الحضور.
staff-key-priority = أولوية
staff-help-priority = قبل غيره، مع سبب.
staff-key-cancel = إلغاء
staff-help-cancel = ينهي رقمًا أو موعدًا، مع سبب.
staff-key-print = طباعة مجددًا
staff-help-print = ورقة أخرى، وعليها COPY وعددها.
staff-key-find = بحث
staff-help-find = بالرقم أو الرمز أو الاسم أو الهاتف.
staff-key-waiting = الانتظار
staff-help-waiting = قائمة المنتظرين.
staff-key-appointments = المواعيد
staff-help-appointments = قائمة مواعيد اليوم القادمة.
staff-key-parked = المؤجلون
staff-help-parked = قائمة المؤجلين.
staff-key-missed = الغائبون
staff-help-missed = قائمة من لم يحضر أو ألغى أو انتظر دون جدوى.
staff-key-done = المنتهون
staff-help-done = قائمة من خُدم اليوم.
staff-key-filter = تصفية
staff-help-filter = أصحاب خدمة واحدة فقط.
staff-key-sort = ترتيب
staff-help-sort = ترتيب آخر: كما صدر، أو حسب الانتظار أو الخدمة أو الرقم.
staff-key-hide = إخفاء المواعيد
staff-help-hide = يخفي المواعيد من القائمة أو يعرضها.
staff-key-counter = الشباك
staff-help-counter = يفتح هذا الشباك أو يوقفه أو يغلقه.
staff-key-next-panel = اللوحة التالية
staff-help-next-panel = إلى اللوحة التالية.
staff-key-last-panel = اللوحة السابقة
staff-help-last-panel = إلى اللوحة السابقة.
staff-key-lock = قفل
staff-help-lock = يقفل هذه الشاشة حتى يُكتب رقمك السري.
staff-key-attend = إلى الجهاز
staff-help-attend = تذهب إلى الجهاز الذي طلب عنده عميل المساعدة قبل غيره.
staff-key-supervisor = المشرف
staff-help-supervisor = الشبابيك والخدمات والرسائل واليوم، للمشرفين.
staff-key-palette = كل المفاتيح
staff-help-palette = كل فعل باسمه.
staff-key-help = مساعدة
staff-help-help = ما تفعله المفاتيح، وأولها مفاتيح لوحتك.
staff-key-leave = خروج
staff-help-leave = يسجل الخروج ويحرر الشباك.
staff-help-title = مساعدة
staff-help-of-serving = من هنا
staff-help-of-queue = القوائم
staff-help-of-console = الشاشة
staff-palette-title = ماذا تفعل
staff-palette-action = الفعل
staff-palette-do = نفّذ
staff-palette-missing = اختر واحدًا.

## Dialogs and the supervisor's screen

staff-dialog-back = رجوع
staff-dialog-save = حفظ
staff-dialog-choose = اختيار
staff-dialog-type = اكتب لتضييق القائمة
staff-dialog-no-match = لا شيء مطابق
staff-dialog-name = الاسم
staff-dialog-name-missing = اختر اسمًا أو اكتبه.
staff-dialog-note = ملاحظة
staff-dialog-service = الخدمة
staff-dialog-service-missing = اختر خدمة.
staff-dialog-language = اللغة
staff-dialog-reason = السبب
staff-dialog-own-words = بكلماتك
staff-dialog-reason-missing = اختر سببًا أو اكتبه.
staff-dialog-counter = الشباك { $counter }
staff-dialog-no-counter = لا شباك
staff-dialog-until = حتى
staff-dialog-until-hint = 10 = بعد 10 دقائق، أو 11:30
staff-dialog-until-unclear = اكتب دقائق (10) أو وقتًا (11:30).
staff-dialog-until-over = هذا الوقت مضى.
staff-dialog-until-missing = اكتب حتى متى تظهر.
staff-dialog-times =
    { $count ->
        [zero] لم يُنادَ
        [one] نودي مرة واحدة
        [two] نودي مرتين
        [few] نودي { $count } مرات
        [many] نودي { $count } مرة
       *[other] نودي { $count } مرة
    }

staff-dialog-wait =
    { $seconds ->
        [zero] حاول الآن.
        [one] انتظر ثانية واحدة.
        [two] انتظر ثانيتين.
        [few] انتظر { $seconds } ثوانٍ.
        [many] انتظر { $seconds } ثانية.
       *[other] انتظر { $seconds } ثانية.
    }
staff-dialog-said-pin = الرقم السري غير صحيح.
staff-dialog-said-locked = محاولات خاطئة كثيرة. يستطيع المشرف فتح هذا الاسم من جديد.
staff-dialog-said-offline = لا اتصال بالخادم. حاول بعد قليل.
staff-dialog-said-timeout = لم يجب الخادم. حاول بعد قليل.
staff-dialog-said-forbidden = هذا يحتاج إلى مشرف.
staff-dialog-said-elsewhere = هذا الاسم يعمل في فرع آخر.
staff-dialog-said-auth = انتهى دخولك. سجّل الدخول من جديد.
staff-dialog-said-validation = لم يُقبل هذا. غيّره وحاول مرة أخرى.
staff-dialog-said-not-found = لم يعد هذا موجودًا.
staff-dialog-said-rate-limited = محاولات كثيرة.
staff-dialog-said-changed = غيّره شخص آخر في هذه الأثناء. انظر مرة أخرى ثم قرّر.
staff-dialog-said-else = لم ينجح ذلك. لم يتغيّر شيء.

staff-dialog-sign-in-title = تسجيل الدخول
staff-dialog-sign-in = دخول
staff-dialog-sign-out = خروج
staff-dialog-role-staff = موظف
staff-dialog-role-supervisor = مشرف
staff-dialog-pin = الرقم السري
staff-dialog-pin-missing = اكتب الرقم السري.
staff-dialog-locked-title = مقفل
staff-dialog-locked-text = { $who } مسجّل الدخول هنا.
staff-dialog-unlock = فتح
staff-dialog-choose-counter-title = أين تجلس؟
staff-dialog-counter-label = الشباك
staff-dialog-counter-missing = اختر شباكًا.
staff-dialog-sit-down = الجلوس هنا
staff-dialog-leave-title = هل تغادر؟
staff-dialog-leave-text = ينتهي دخولك، ويبقى الشباك كما هو.
staff-dialog-leave-serving = { $number } ما زال عند شباكك ويبقى هناك.
staff-dialog-leave = مغادرة

staff-dialog-note-title = ملاحظة: { $ticket }
staff-dialog-finish-title = إنهاء: { $ticket }
staff-dialog-finish = إنهاء
staff-dialog-finish-and-call = إنهاء ونداء التالي
staff-dialog-result = النتيجة
staff-dialog-result-solved = تم الحل
staff-dialog-result-continues = يُستكمل لاحقًا
staff-dialog-result-wrong-service = خدمة غير صحيحة
staff-dialog-services = ما أُنجز
staff-dialog-people = الأشخاص
staff-dialog-people-wrong = من 1 إلى 99 شخصًا.
staff-dialog-park-title = تأجيل: { $ticket }
staff-dialog-park = تأجيل
staff-dialog-why-form = يملأ استمارة
staff-dialog-why-document = يحضر وثيقة
staff-dialog-why-pay = يدفع
staff-dialog-why-colleague = ينتظر زميلًا
staff-dialog-transfer-title = تحويل: { $ticket }
staff-dialog-transfer = تحويل
staff-dialog-to = إلى
staff-dialog-to-missing = اختر إلى أين.
staff-dialog-place = الدور
staff-dialog-keep-place = يحتفظ بدوره
staff-dialog-end-of-queue = آخر الطابور
staff-dialog-priority-title = أولوية: { $ticket }
staff-dialog-priority = الأولوية
staff-dialog-priority-0 = عادي
staff-dialog-priority-1 = أولوية
staff-dialog-priority-2 = عاجل
staff-dialog-why-mobility = يصعب عليه الوقوف أو المشي
staff-dialog-why-pregnant = حامل
staff-dialog-why-child = مع طفل صغير
staff-dialog-why-urgent = لا يستطيع الانتظار لسبب آخر
staff-dialog-cancel-title = إلغاء: { $ticket }
staff-dialog-cancel-text = لن يُنادى هذا الرقم بعد الآن.
staff-dialog-cancel = إلغاء التذكرة
staff-dialog-why-asked = طلب ذلك
staff-dialog-why-twice = أخذ رقمين
staff-dialog-why-wrong-service = خدمة غير صحيحة
staff-dialog-why-gone = غادر المكان
staff-dialog-no-show-title = لم يحضر: { $ticket }
staff-dialog-no-show-text =
    { $count ->
        [zero] لم يُنادَ بعد. هل يُسجّل أنه لم يحضر؟
        [one] نودي مرة واحدة. هل يُسجّل أنه لم يحضر؟
        [two] نودي مرتين. هل يُسجّل أنه لم يحضر؟
        [few] نودي { $count } مرات. هل يُسجّل أنه لم يحضر؟
        [many] نودي { $count } مرة. هل يُسجّل أنه لم يحضر؟
       *[other] نودي { $count } مرة. هل يُسجّل أنه لم يحضر؟
    }
staff-dialog-no-show = لم يحضر
staff-dialog-check-in-title = هل وصل { $who }؟
staff-dialog-check-in-text = الموعد { $at }، والآن { $now }.
staff-dialog-check-in-walk-in = الساعة الآن { $now }.
staff-dialog-check-in = نعم، وصل
staff-dialog-details-title = { $ticket }
staff-dialog-known = التذكرة
staff-dialog-history = السجل
staff-dialog-no-history = لا شيء معروف
staff-dialog-fact-number = الرقم والرمز
staff-dialog-fact-service = الخدمة
staff-dialog-fact-status = الحالة منذ
staff-dialog-fact-who = العميل
staff-dialog-fact-appointment = الموعد
staff-dialog-fact-joined = جاء عند
staff-dialog-fact-called = آخر نداء
staff-dialog-fact-counter = الشباك
staff-dialog-fact-serving = بدأ
staff-dialog-fact-finished = انتهى
staff-dialog-fact-said = كتبوا
staff-dialog-fact-note = ملاحظة
staff-dialog-fact-kept-for = محجوز لـ
staff-dialog-fact-parked = مؤجل
staff-dialog-fact-outcome = النتيجة
staff-dialog-fact-priority = الأولوية
staff-dialog-fact-language = اللغة
staff-dialog-fact-theirs = محفوظ لدى
staff-dialog-fact-only-here = ~
staff-dialog-only-here = ما يُفعل هنا لا يُرى هناك، سوى الإلغاء والنقل.
staff-dialog-deed-issue = أخذ رقمًا
staff-dialog-deed-call = نودي
staff-dialog-deed-recall = نودي مرة أخرى
staff-dialog-deed-start = بدأ
staff-dialog-deed-finish = انتهى
staff-dialog-deed-complete = حضر، بحسب نظام آخر
staff-dialog-deed-return = عاد إلى الطابور
staff-dialog-deed-no-show = لم يحضر
staff-dialog-deed-park = أُجّل
staff-dialog-deed-unpark = استُؤنف
staff-dialog-deed-transfer = حُوّل
staff-dialog-deed-cancel = أُلغي
staff-dialog-deed-expire = انقضى
staff-dialog-deed-close-day = انتهى اليوم
staff-dialog-deed-book = حُجز
staff-dialog-deed-approve = قُبل
staff-dialog-deed-decline = رُفض
staff-dialog-deed-check-in = وصل
staff-dialog-deed-undo-check-in = أُلغي تسجيل الوصول
staff-dialog-deed-reschedule = نُقل الموعد
staff-dialog-deed-priority = أولوية
staff-dialog-deed-note = ملاحظة
staff-dialog-deed-undo = تراجع

staff-dialog-walk-in-title = رقم لشخص حاضر
staff-dialog-print = الورق
staff-dialog-paper = اطبع التذكرة
staff-dialog-no-paper = بلا ورق
staff-dialog-issue = أخذ الرقم
staff-dialog-closed-closed = مغلق
staff-dialog-closed-paused = متوقفة
staff-dialog-closed-no-numbers = لم تبق أرقام
staff-dialog-closed-full = اكتمل اليوم
staff-dialog-reprint-title = طباعة مرة أخرى: { $ticket }
staff-dialog-copy =
    { $copy ->
        [zero] سيُكتب على الورقة COPY { $copy }.
        [one] سيُكتب على الورقة COPY { $copy }.
        [two] سيُكتب على الورقة COPY { $copy }.
        [few] سيُكتب على الورقة COPY { $copy }.
        [many] سيُكتب على الورقة COPY { $copy }.
       *[other] سيُكتب على الورقة COPY { $copy }.
    }
staff-dialog-reprint = طباعة
staff-dialog-printer = الطابعة
staff-dialog-printer-missing = اختر طابعة.
staff-dialog-no-printer = لا طابعة معدّة هنا
staff-dialog-copies = النسخ
staff-dialog-copies-wrong = من 1 إلى 3 نسخ.
staff-dialog-find-title = بحث
staff-dialog-find-what = ابحث
staff-dialog-find-hint = رقم أو رمز أو اسم أو هاتف
staff-dialog-find-short = اكتب حرفين على الأقل.
staff-dialog-found = النتائج
staff-dialog-found-none = لا شيء اليوم
staff-dialog-found-missing = اختر واحدًا منها.

staff-dialog-counter-title = { $counter }
staff-dialog-state = الحالة
staff-dialog-counter-open = فتح
staff-dialog-counter-paused = توقف مؤقت
staff-dialog-counter-closed = إغلاق
staff-dialog-why-break = استراحة
staff-dialog-why-back-office = عمل مكتبي
staff-dialog-why-meeting = اجتماع
staff-dialog-why-technical = مشكلة تقنية
staff-dialog-services-title = خدمات { $counter }
staff-dialog-services-label = يخدم
staff-dialog-services-missing = علّم خدمة واحدة على الأقل.
staff-dialog-pause-title = لا أرقام جديدة: { $service }
staff-dialog-pause-text = يقرأ العملاء السبب. من ينتظر الآن يُخدم.
staff-dialog-pause = وقف إعطاء الأرقام
staff-dialog-why-full = عدد كافٍ لهذا اليوم
staff-dialog-why-no-staff = لا زميل هنا لهذه الخدمة
staff-dialog-resume-title = أرقام من جديد: { $service }
staff-dialog-resume-text = متوقفة: { $reason }
staff-dialog-resume = إعطاء أرقام من جديد
staff-dialog-message-title = رسالة إلى القاعة
staff-dialog-message-text = السطر الأول لازم؛ ومن يقرأ لغة بلا سطر لها يرى الأول.
staff-dialog-message-missing = اكتب الرسالة.
staff-dialog-message-long = طويلة: 200 حرف على الأكثر.
staff-dialog-where = أين
staff-dialog-where-missing = علّم مكانًا واحدًا على الأقل.
staff-dialog-on-board = اللوحة
staff-dialog-on-kiosk = جهاز التذاكر
staff-dialog-tell = إظهار
staff-dialog-take-down-title = هل تُزال هذه الرسالة؟
staff-dialog-take-down = إزالة
staff-dialog-day-title = إنهاء اليوم
staff-dialog-day-text =
    { $count ->
        [zero] لا أحد ينتظر. لا تُعطى أرقام حتى يبدأ اليوم التالي.
        [one] شخص واحد ما زال هنا. ينتهي رقمه، ولا تُعطى أرقام حتى يبدأ اليوم التالي.
        [two] شخصان ما زالا هنا. تنتهي أرقامهما، ولا تُعطى أرقام حتى يبدأ اليوم التالي.
        [few] { $count } أشخاص ما زالوا هنا. تنتهي أرقامهم، ولا تُعطى أرقام حتى يبدأ اليوم التالي.
        [many] { $count } شخصًا ما زالوا هنا. تنتهي أرقامهم، ولا تُعطى أرقام حتى يبدأ اليوم التالي.
       *[other] { $count } شخص ما زالوا هنا. تنتهي أرقامهم، ولا تُعطى أرقام حتى يبدأ اليوم التالي.
    }
staff-dialog-day-ended = ما زالوا هنا
staff-dialog-day-count = العدد
staff-dialog-day-count-hint = اكتب { $count } للتأكيد
staff-dialog-day-count-wrong = اكتب عدد من ما زالوا هنا.
staff-dialog-day-close = إنهاء اليوم
staff-dialog-reopen-title = هل يُستأنف اليوم؟
staff-dialog-reopen-text = تُعطى الأرقام من جديد. ما انتهى من الأرقام يبقى منتهيًا.
staff-dialog-reopen = استئناف

staff-chief-title = المشرف · { $time }
staff-chief-day-closed = اليوم منتهٍ
staff-chief-counters = الشبابيك · الحالة، الموظف، من عنده، يخدم
staff-chief-queue = الطابور · ينتظرون، أطول انتظار، النهاية
staff-chief-kiosks = الأجهزة · الطابعة، آخر رقم، آخر خبر
staff-chief-messages = الرسائل
staff-chief-more =
    { $count ->
        [zero] ولا شيء آخر
        [one] وتنبيه آخر
        [two] وتنبيهان آخران
        [few] و{ $count } تنبيهات أخرى
        [many] و{ $count } تنبيهًا آخر
       *[other] و{ $count } تنبيه آخر
    }
staff-chief-no-counters = لا شبابيك
staff-chief-no-queue = لا خدمات
staff-chief-no-kiosks = لم يُسمع من أي جهاز
staff-chief-no-messages = لا رسائل
staff-chief-all-services = كل الخدمات
staff-chief-band-ok = جيد
staff-chief-band-soon = قريبًا
staff-chief-band-late = متأخر
staff-chief-band-very-late = متأخر جدًا
staff-chief-ends = ينتهي { $time }
staff-chief-until = حتى { $time }
staff-chief-paused = متوقفة
staff-chief-fine = يطبع
staff-chief-paper-low = الورق قليل
staff-chief-printer-paper-out = لا ورق
staff-chief-printer-cover-open = الغطاء مفتوح
staff-chief-printer-printer-offline = الطابعة مطفأة
staff-chief-printer-printer-silent = الطابعة صامتة
staff-chief-printer-printer-error = عطل في الطابعة
staff-chief-silent = صامت منذ { $time }
staff-chief-no-counter =
    { $count ->
        [zero] { $service }: لا أحد ينتظر، ولا شباك مفتوح لها
        [one] { $service }: شخص واحد ينتظر، ولا شباك مفتوح لها
        [two] { $service }: شخصان ينتظران، ولا شباك مفتوح لها
        [few] { $service }: { $count } أشخاص ينتظرون، ولا شباك مفتوح لها
        [many] { $service }: { $count } شخصًا ينتظرون، ولا شباك مفتوح لها
       *[other] { $service }: { $count } شخص ينتظرون، ولا شباك مفتوح لها
    }
staff-chief-too-long = { $service }: أحدهم ينتظر منذ { $time }
staff-chief-kiosk-silent = { $kiosk } صامت منذ { $time }
staff-chief-summoned = { $kiosk }: عميل يحتاج إلى مساعدة ({ $time })
staff-chief-trouble = { $kiosk }: { $trouble }
staff-chief-skew = ساعة { $kiosk } منحرفة { $time }
staff-chief-choose = اختر سطرًا أولًا.
staff-chief-change = الشباك
staff-chief-services = الخدمات
staff-chief-pause = وقف
staff-chief-message = رسالة
staff-chief-take-down = إزالة
staff-chief-day = اليوم
staff-chief-attend = أنا ذاهب

## الجلسات

staff-sessions-title = الجلسات
staff-sessions-label = الجلسة
staff-sessions-open = افتح
staff-sessions-none = لا جلسة في الأسابيع الأربعة القادمة
staff-sessions-missing = اختر جلسة.
staff-session-title = { $service }، { $when }
staff-session-at-risk = مهددة
staff-session-started = بدأت
staff-session-finished = انتهت
staff-session-cancelled = ملغاة
staff-session-full = مكتملة
staff-session-people = المنضمون
staff-session-nobody = لم ينضم أحد بعد
staff-session-places = { $taken } من { $most } (الحد الأدنى { $least })
staff-session-here =
    { $count ->
        [zero] لم يحضر أحد
        [one] حضر شخص واحد
        [two] حضر شخصان
        [few] حضر { $count } أشخاص
        [many] حضر { $count } شخصًا
       *[other] حضر { $count } شخص
    }
staff-session-decide = عدد المنضمين قليل. أكّد إقامتها أو ألغها.
staff-session-do-here = حاضر
staff-session-do-add = أضف
staff-session-do-leave = أخرج
staff-session-do-confirm = تُقام
staff-session-do-start = ابدأ
staff-session-do-finish = أنهِ
staff-session-do-cancel = ألغها
staff-session-cancel-title = هل تُلغى { $session }؟
staff-session-cancel-text =
    { $count ->
        [zero] لم ينضم أحد.
        [one] انضم شخص واحد، ويُلغى حجزه معها.
        [two] انضم شخصان، ويُلغى حجزهما معها.
        [few] انضم { $count } أشخاص، وتُلغى حجوزاتهم معها.
        [many] انضم { $count } شخصًا، وتُلغى حجوزاتهم معها.
       *[other] انضم { $count } شخص، وتُلغى حجوزاتهم معها.
    }
staff-session-finish-title = هل تُنهى { $session }؟
staff-session-finish-text =
    { $count ->
        [zero] لم ينضم أحد.
        [one] من حضر يُعد مخدومًا ومن غاب يُعد غائبًا: شخص واحد.
        [two] من حضر يُعد مخدومًا ومن غاب يُعد غائبًا: شخصان.
        [few] من حضر يُعد مخدومًا ومن غاب يُعد غائبًا: { $count } أشخاص.
        [many] من حضر يُعد مخدومًا ومن غاب يُعد غائبًا: { $count } شخصًا.
       *[other] من حضر يُعد مخدومًا ومن غاب يُعد غائبًا: { $count } شخص.
    }
staff-session-leave-title = هل يُخرج هذا الشخص من { $session }؟
staff-session-leave-text = يُلغى حجزه ويصير مكانه متاحًا لغيره.
staff-join-title = أضف شخصًا إلى { $session }
staff-join-text = اسم ليُنادى به، ورقم هاتف ليُعرف به لاحقًا. ويمكن ترك كليهما فارغًا.
staff-join-name = الاسم
staff-join-phone = الهاتف
staff-join = أضف
staff-sessions-new = جديدة
staff-session-do-series = السلسلة

## السلاسل

staff-series-title = جلسة أو موعد جديد
staff-series-label-service = الخدمة
staff-series-label-day = اليوم
staff-series-label-time = الوقت
staff-series-label-every = التكرار
staff-series-label-interval = كل
staff-series-label-weekdays = في
staff-series-label-ends = ينتهي
staff-series-label-name = الاسم
staff-series-label-phone = الهاتف
staff-series-time-hint = 19:00
staff-series-ends-hint = 12 أو 2026-06-15
staff-series-never = أبدًا
staff-series-daily = يوميًا
staff-series-weekly = أسبوعيًا
staff-series-monthly = شهريًا
staff-series-yearly = سنويًا
staff-series-for =
    { $count ->
        [zero] لا أحد
        [one] لشخص واحد
        [two] لشخصين
        [few] حتى { $count } أشخاص
        [many] حتى { $count } شخصًا
       *[other] حتى { $count } شخص
    }
staff-series-look = اعرضها
staff-series-service-missing = اختر خدمة.
staff-series-day-unclear = يوم مثل 2026-03-16.
staff-series-time-unclear = وقت مثل 19:00.
staff-series-interval-missing = 1 على الأقل.
staff-series-ends-unclear = عدد المرات، أو آخر يوم مثل 2026-06-15.
staff-series-made =
    { $count ->
        [zero] لم يُحجز شيء
        [one] حُجز موعد واحد
        [two] حُجز موعدان
        [few] حُجزت { $count } مواعيد
        [many] حُجز { $count } موعدًا
       *[other] حُجز { $count } موعد
    }
staff-series-changed =
    { $count ->
        [zero] لم يتغير شيء، وبقي { $left } كما هو
        [one] تغير موعد واحد، وبقي { $left } كما هو
        [two] تغير موعدان، وبقي { $left } كما هو
        [few] تغيرت { $count } مواعيد، وبقي { $left } كما هو
        [many] تغير { $count } موعدًا، وبقي { $left } كما هو
       *[other] تغير { $count } موعد، وبقي { $left } كما هو
    }
staff-dates-title = المواعيد: { $service }
staff-dates-label = المواعيد
staff-dates-policy = المحجوز
staff-dates-skip = يُترك
staff-dates-stop = لا يُحجز شيء
staff-dates-none = لا يناسب أي موعد
staff-dates-span = من { $first } إلى { $last }
staff-dates-count-ok =
    { $count ->
        [zero] لا متاح
        [one] متاح واحد
        [two] متاحان
        [few] { $count } متاحة
        [many] { $count } متاحًا
       *[other] { $count } متاح
    }
staff-dates-count-taken = { $count } محجوز
staff-dates-count-closed =
    { $count ->
        [zero] لا أيام مغلقة
        [one] واحد في يوم مغلق
        [two] اثنان في يومين مغلقين
        [few] { $count } في أيام مغلقة
        [many] { $count } في أيام مغلقة
       *[other] { $count } في أيام مغلقة
    }
staff-dates-ok = متاح
staff-dates-taken = محجوز
staff-dates-closed = مغلق
staff-dates-shifted = تتغير الساعة
staff-dates-missing = اختر موعدًا واحدًا على الأقل.
staff-dates-move = انقل
staff-dates-move-title = نقل { $when }
staff-dates-book =
    { $count ->
        [zero] لا شيء
        [one] احجز موعدًا واحدًا
        [two] احجز موعدين
        [few] احجز { $count } مواعيد
        [many] احجز { $count } موعدًا
       *[other] احجز { $count } موعد
    }
staff-scope-title = تغيير { $when }
staff-scope-text = ما حضر إليه أحد يبقى كما هو.
staff-scope-this = هذا وحده
staff-scope-following =
    { $count ->
        [zero] هذا وما يليه (لا شيء)
        [one] هذا وما يليه (موعد واحد)
        [two] هذا وما يليه (موعدان)
        [few] هذا وما يليه ({ $count } مواعيد)
        [many] هذا وما يليه ({ $count } موعدًا)
       *[other] هذا وما يليه ({ $count } موعد)
    }
staff-scope-all =
    { $count ->
        [zero] كل القادم (لا شيء)
        [one] كل القادم (موعد واحد)
        [two] كل القادم (موعدان)
        [few] كل القادم ({ $count } مواعيد)
        [many] كل القادم ({ $count } موعدًا)
       *[other] كل القادم ({ $count } موعد)
    }
staff-scope-cancel = إلغاء
staff-scope-move = نقل
staff-scope-label-scope = أيها
staff-scope-label-what = ماذا
staff-scope-label-day = اليوم الجديد
staff-scope-label-time = الوقت الجديد
staff-scope-label-reason = السبب
staff-scope-save = غيّر
staff-dates-when = { $day }، { $time }
