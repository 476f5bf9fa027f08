### العربية: ما تقوله شاشة الموظف.

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
staff-dialog-pin-again = مرة أخرى
staff-dialog-pin-missing = اكتب الرقم السري.
staff-dialog-pin-short = من 4 إلى 12 رقمًا.
staff-dialog-pin-easy = من السهل تخمينه. نوّع الأرقام.
staff-dialog-pin-differs = الرقمان مختلفان.
staff-dialog-first-title = الموظف الأول
staff-dialog-first-text = لا أحد يستطيع الدخول بعد. الأول مشرف ويستطيع إضافة الآخرين.
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
staff-dialog-fact-note = ملاحظة
staff-dialog-fact-kept-for = محجوز لـ
staff-dialog-fact-parked = مؤجل
staff-dialog-fact-outcome = النتيجة
staff-dialog-fact-priority = الأولوية
staff-dialog-fact-language = اللغة
staff-dialog-deed-issue = أخذ رقمًا
staff-dialog-deed-call = نودي
staff-dialog-deed-recall = نودي مرة أخرى
staff-dialog-deed-start = بدأ
staff-dialog-deed-finish = انتهى
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
staff-chief-counters = الشبابيك
staff-chief-queue = الطابور
staff-chief-kiosks = أجهزة التذاكر
staff-chief-messages = الرسائل
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
staff-chief-choose = اختر سطرًا أولًا.
staff-chief-change = الشباك
staff-chief-services = الخدمات
staff-chief-pause = وقف
staff-chief-message = رسالة
staff-chief-take-down = إزالة
staff-chief-day = اليوم
