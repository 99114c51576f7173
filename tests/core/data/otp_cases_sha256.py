"""Random accounts of SHA256 and their codes, written by make_otp_cases.py.

(type, secret in hex, digits, period in seconds, UTC seconds or counter, code, whose it
is). Times go to 2199, counters to 2**64 - 1; see make_otp_cases.py for "whose".
"""

CASES = (
    (
        "hotp",
        "b65a4c0eb90b90fff8f50b1ef5a928936cb4e6939941c4e345609029e8e9754b5c90ef138e2d7c95"
        "9db4ca0ddb35dad55fa79ab02903521cfdbe117fa8b8f700edff48bc532823592d678aa76a514069"
        "8427bf7ae20ee9cc125017aea2d20fc5b03cc47d5282683208baeb0590295ae22c6802bd33512c63"
        "40b86e4376eba9224913cd6a915fc1357a7f3d458d3b928988423c3b959a74d4538c8dc46d599ca7"
        "4cd5f86268a1383c0be173f98087f085a58d48580f08a1d5e3a81be3931e14e6ca17347a8bfba829"
        "7289660db9b38e1aba9f9ee361a6e0223bc1cdd6cb100b2098734c65b9dcbfbac65c75a4baf0af9c"
        "e77c4a30bbc4cd56e9cd0dafd6359e",
        7, 30, 233, "4167427", "both",
    ),
    (
        "totp",
        "aaf25315806e1b491dd32d909ecc868edc7e3deb9873d446ff9a6cbc8b2ffebf",
        5, 86400, 7258118399, "34579", "oathtool",
    ),
    (
        "totp",
        "b860ec5e6672490aafac06a24aaf0a62fe5ca4e9d2f082df4b45014d106af0a9",
        5, 30, 4107542401, "95616", "oathtool",
    ),
    (
        "totp",
        "868b9ec3e2dcccce768cd949ce948733be8e19f729d3165d44dd3f493b8e06e5",
        6, 30, 1951759770, "910661", "both",
    ),
    (
        "totp",
        "4abad33a9575975560ae6ffea3223fdf3b48b21ac74a90308aba52270fb16203aac5b1403a1f148c"
        "fb30e6b7db0b79cf2d926b00fad7e326c4ac9cae7a0ac48d1f1a411f376c0617002546e3fb17ddf0"
        "957911712a26ed49f9f8295752657f9aa759f53bd6a0cd2a74cbcdcfb2cddc3a5387bdf0eae3c42d"
        "803c6dfdcf009527",
        6, 1, 884256882, "554958", "both",
    ),
    (
        "totp",
        "8b64c911bcd91a6ceca425acd1981bca12508375638ed82777fdf255160293201bea6a8d5b20ee49"
        "eaf2dc2ce20b84a7d0c79f7f771c3c1051cf282d37e9ae46",
        9, 43699, 5033469314, "913137264", "helped",
    ),
    (
        "totp",
        "5d00f4fa402fb96b8b424f402f1f346ca8da41d838d07b8f34d718d7354e972f",
        7, 15, 2702549888, "4728125", "both",
    ),
    (
        "hotp",
        "c311e4c76a69ffac7e99d242b8c14ac4e2953a07",
        7, 30, 9235484688244375588, "4411125", "pyotp",
    ),
    (
        "totp",
        "d4c6171af4f9bf4470efdf3fcc5694bd78400a50701a17d64b5f1561058755ef3399f4a11d1a0e72"
        "10341df5904986482bb37de28760cbfc6f6ba5e3000635857bde47b6547eaec71f780d4549750114"
        "7efa865bb5ee23197b8b759bcac0ebd1d2ab1261fbe350b6d039fe973fde6c0d4489f74b9916f79a"
        "fec893ca494f32d6",
        7, 60, 3233677499, "3330207", "both",
    ),
    (
        "totp",
        "6f2bc42a5f1f814c666af5d4a472e7ad6bc44aa9",
        6, 86400, 7223670404, "995666", "oathtool",
    ),
    (
        "hotp",
        "347c4b83728cbb5b5afe0a15f225bc69644602e53e22a69015f2fb04b0b91265c3aa95018b79e0ff"
        "f327dbc778cd706cfb46b7d94aeed70bf7905e242f3bf078fcaf6073d9effb38c9703b70e376c335"
        "76d5f19511f600419b71275763e67eadd3e9f0f32d4d0e9cc19c6945fdab0cd844b5cc31eee38df8"
        "4afff41efeeb0177",
        6, 30, 320571311, "947587", "both",
    ),
    (
        "totp",
        "c03277b634f8f145ce4078fd55d845477489b9919d4b88de7760ad956c4c50c0a7c5cb4d2ba2ea7a"
        "49b94149d8e140434f6a27eefa5812aef1e4468408cff8e260b1339c174d8d4d25dbc790821665d5"
        "b647c0a3f434ee9cc6449b4d78128ad9b39554f8e3790e6d3ea161019d82be0934151cdccf42fd77"
        "80b6e92a2e5f86c1",
        9, 86400, 375745115, "890633461", "helped",
    ),
    (
        "hotp",
        "e41643027002bc59c2e3",
        6, 30, 9058750684621105639, "490597", "oathtool",
    ),
    (
        "totp",
        "4fa235189c105ffca7e22ece6eb5a4b385fcadfe89425e31dd48a01899026e959ff328023361f87e"
        "156d88b08f22a13ab892e7f7f34116ea83581de9e7b7ebb0",
        6, 1, 5493587523, "702767", "both",
    ),
    (
        "totp",
        "6684cae923f28e7feb4f7141b43799f7d9acf485f2e0d1e0e50db632179fb744da66681c560bc281"
        "288bf37905b69edf38b1c05dc5721a19870f1dcfb91985deb1690b419b9fd11250b6171b055d19",
        6, 60, 6514920642, "746080", "both",
    ),
    (
        "totp",
        "450143c88a212901e9223259a553f46d212c2405292603576daf903e0f2d85ed0f6d4c9b8dbaa91b"
        "0218dbcd754a256253e06df9ed6e9605706ba30c6807cd1f10872e5eeb7ffa02363488c923a229f2"
        "5c7bcc560c5c27ade293e02fa34e82c847e1766c8b023747659b336fda077161cbc977b8eb88e947"
        "f039e712870b53ec",
        6, 30, 7258118399, "262676", "both",
    ),
    (
        "hotp",
        "7f70a89cf1f5f9271936055ad90f4e403e1ab57b59b5338ee52d1f1db10f899e",
        5, 30, 6039988662955787711, "42096", "oathtool",
    ),
    (
        "totp",
        "7574c133f75de9743d8a9c8c9c66cb6a",
        6, 30, 7110081540, "737043", "both",
    ),
    (
        "hotp",
        "d64971db86f3ae2bd8a04f939a8ed085c87759fb3732844d61c198926078539cdad6e18abb117b46"
        "354d3a760a7eb718afc2db5fdc25e590c490b4c044baf167",
        9, 30, 13469925499980570181, "419969890", "pyotp",
    ),
    (
        "hotp",
        "4152fd70f87c445183f3ce92828654405abaa4e3",
        5, 30, 1, "53646", "oathtool",
    ),
    (
        "totp",
        "ca084806c318e03192ab",
        6, 1, 2777945501, "221523", "oathtool",
    ),
    (
        "totp",
        "04fd6bd3a93fb3752f9cb246592731d9b315d8d82457287dc07bfd99689617aad1423c157ba416e6"
        "cf1daa965f0244a1322b268bed762d312849fea6f79ad68c71e1dd7b789ff35a23e3ecb89cdcc378"
        "6a843f9ca4fa3d98d22886750426216c36d3a2776baf9984c88eb2dc919e1484039610b9c2840cd0"
        "fe9ba5908a759c0a",
        7, 54127, 7258118399, "9735687", "oathtool",
    ),
    (
        "hotp",
        "f1f992b8e6ac719cce34cc9b7ebbcee2228c1623f2689bfefed0696c2736b2afff431ac10b0a640e"
        "b4a9ee742f62baee0f3d46cba0aba3aba0ba08a4d697aa9bbb3e0072445904aa0e18839eb69c18f0"
        "b82900a70ee5531031e1d3904d30dda57b8ade1e6bcbdc79bb8490b431d3b4673024452aa0053d3a"
        "0a8fdf960b7a69a8",
        10, 30, 590205112, "0972607625", "pyotp",
    ),
    (
        "totp",
        "2f97698ec5fda7715746",
        8, 86400, 951782400, "19450170", "oathtool",
    ),
    (
        "totp",
        "a0565fdf59a958648270fdc2a75f10d03e10751be1e070b2f12b1627cea8aa4cd4b08a68667f5f17"
        "3d0b1fa2fe432dca4af8e51e9ff81774f15f33c4b85525bb4059a4afbf5f1fec53c8216d138fde50"
        "04164a24f57d3a93b20b95d45e829a44e24f3b9a2b9bed6bd455cb7a11425d41350689d694c7c6c7"
        "0cea",
        6, 55218, 4107542401, "836217", "oathtool",
    ),
    (
        "totp",
        "ee0097570aad96dc02866dc92323d56d6e072fc0ceb03e6a856793e9865da95c8da12b3adf6664f9"
        "3f5252a1af175715fcf58014b8ba1fb8905f1704e94a563f",
        6, 30, 1094050242, "087909", "both",
    ),
    (
        "totp",
        "038a7226e5fdc8c0a9c8b2192f9cdc15d78e8801cd1d414d63534e61b10e023c46ff929775857e3c"
        "be838f35bf754745f337c63152b34c6e43f0d457c8e66f60",
        8, 73728, 809091072, "32186638", "oathtool",
    ),
    (
        "hotp",
        "c129b67bd14038b109aba4d02e7c9c206bfa548421c79f81b52d3e3a31e4993a3b6b576812d991d5"
        "b892747104a662bd211d5061b1369c38b7455a6f4bd50a369c8e1ee1ae6ddf8770a0bc16360e18ab"
        "4f17039df35c0d1fa123c8ad8033c349ba725f3771989d49077df3ec4e4c8bd1ca0991759435c5cc"
        "7e11368b9630f4c2",
        9, 30, 11685250712632901763, "574681494", "pyotp",
    ),
    (
        "totp",
        "3931f791dc85f1f5506e2d821b5ef3f2aca6575c",
        5, 78870, 6442450943, "08802", "oathtool",
    ),
    (
        "totp",
        "3730751422543b0c6a099b175e76fb08c8bdb62d825f9b5715f7b4bf8a8973604231f09d54544b3c"
        "7921c9f41118df125d5cb61dbba889878f2e55896615026e",
        8, 86400, 951782400, "63234681", "oathtool",
    ),
    (
        "hotp",
        "1fc48c5d1535ca41b83a",
        10, 30, 17, "1563485147", "helped",
    ),
    (
        "totp",
        "efb4efa712a5909fa30ceb0d1df6e9614cf8825f",
        5, 15, 5282512829, "19950", "oathtool",
    ),
    (
        "totp",
        "f7511906c138450c6c3eaaf4e1f1e1dac424a1f2",
        8, 30, 655546041, "05659546", "both",
    ),
    (
        "hotp",
        "cd071abf2bf52233ec88",
        6, 30, 1110083585, "637128", "oathtool",
    ),
    (
        "hotp",
        "6b8442553f07c6f10f361888cd0a87d264e76526",
        9, 30, 3662704136, "173186688", "pyotp",
    ),
    (
        "totp",
        "56611bc003080942f494e1c3e8037bb6910cdfa6b6dfa58d993b9f483fbbd9d5cd123fca37d52d32"
        "e5330a7c92a6da4b6cfcc85ad62e488c406b13eec67bcbfa845187846ec95d00a50a8754e9c52242"
        "605fbd719ea537d1f1a04a94da9cb30365579eace57024c8b22117e82285e7a47f4e0e6360658db0"
        "c41a9735605efdb2",
        10, 15, 3249487184, "0694503152", "pyotp",
    ),
    (
        "totp",
        "1268b483525196cd308c",
        7, 1, 564293666, "5282031", "oathtool",
    ),
    (
        "hotp",
        "6fabc45b819cba354583",
        6, 30, 1256572016, "146943", "oathtool",
    ),
    (
        "totp",
        "f487e233035528fa5b45b16ef7709a9a5ed965070e382abc9f3e74352359fe252d74040472973386"
        "1421dedbed4c618c74b47caed924381deea0af63a59fb2b4046b4df4ea1c04580384ce176b0a151e"
        "1ccba5ca2d6218a6df63bef8b5a1380a3dd06fb5bb5b9070a8e8d9c12a1d1ba14e3b08e8cdddf96f"
        "37ce73416887ef0a",
        7, 15, 6066304866, "0669434", "both",
    ),
    (
        "totp",
        "217f7986ed4a06ca4f2f35e06b68742be0eb6fa7f16d6df37bf40f541b1a250641ba76d242d10ea2"
        "d1c24399172326626f053479763e640fef6ba21148814bd4",
        10, 30, 327834311, "0378747619", "pyotp",
    ),
    (
        "hotp",
        "e7ef5b08915a8bb807882231e8d4fded6b096b0c",
        5, 30, 2902639079, "14891", "oathtool",
    ),
    (
        "totp",
        "46c9e58d4d7ebc3aa976",
        7, 1, 0, "2009803", "oathtool",
    ),
    (
        "hotp",
        "5d8838bbb6e51c69cbe6ec531bf676977c3f4383",
        5, 30, 854955509168454728, "12765", "oathtool",
    ),
    (
        "hotp",
        "ec39ee536392e9256807bbfbc0c28ca64015a3f5",
        5, 30, 184, "01318", "oathtool",
    ),
    (
        "totp",
        "17417f9fb9ceb4c30e1f22fbc4d3172b9da411e3b2db4491d82bcf1f082ead81983d738da3265a87"
        "0d78b3ffb690a791c832d2179c2ac8",
        9, 60, 6142740738, "405430612", "pyotp",
    ),
    (
        "hotp",
        "8d38d94ce71876fb852b3f884a26510de041ec7a7ecebc3a8d669f53faef4107e5e4d8783c1f2d86"
        "397e2d5f020c55e99f6956a34fea8e1527c48cf082126d2be6d0f4aeaf0079cdf8a36ee6b8615af5"
        "a34bb9f6da70ed55f72e7d864403fa89d7866f2003bf85c05596b5ca2c59f6a72497317d0073c6b3"
        "de0f1c6dcc51d5df20b37997e7",
        6, 30, 65535, "385282", "both",
    ),
    (
        "hotp",
        "59ccd30cc712034daae04bd6834f5e7bebb475a9",
        6, 30, 3125684349557920233, "669778", "both",
    ),
    (
        "totp",
        "94b9b92955eec3d20bf6bcc0a23e401f49c24062ad1f863bb37c9878072e46639f5169fedd970970"
        "80b2699273b966bb7187e5c485a0825aa843c005367f067ec2a823f0a9af0cffbba71110a2d8090f"
        "37c52b063c9e31d21057869ecdc7b8a88f18a009cd8c8fe4bf0af1137ff8d34ae3ff3b0ad3aa81a4"
        "554ec0389095330c",
        5, 60, 1073741825, "83346", "oathtool",
    ),
    (
        "hotp",
        "6144577ef457a3af24afc888293dcd4395d5c9aa",
        10, 30, 18446744073709551615, "0786018369", "pyotp",
    ),
    (
        "hotp",
        "41253fa5344cb44f3f67a4d9c03d00c2470aadd7",
        6, 30, 13202119193586883022, "042467", "pyotp",
    ),
    (
        "totp",
        "9e63f4659b2ab523f186652a9dd58c82e9e1eeb0",
        8, 82326, 1284417007, "42818286", "oathtool",
    ),
    (
        "hotp",
        "594db0f01a0ea9da5924f7b62686a7a8542823fb",
        6, 30, 12827009129316713648, "503941", "pyotp",
    ),
    (
        "totp",
        "e5c64393ecc00258b4b567fe7b9ea12c8e26eb9d4cf90bf65aad99c1e0488d92",
        6, 53786, 5289333345, "177791", "oathtool",
    ),
    (
        "totp",
        "19804bd8b22aa40c2cff",
        6, 15, 4034764486, "140438", "oathtool",
    ),
    (
        "totp",
        "b41152036ea21928a69d8b43e0fd36d6af21e2e7",
        7, 60, 2430218412, "9928413", "both",
    ),
    (
        "totp",
        "e68c29b41592b7301c74b3fa494a11fa1e955a8b",
        6, 86400, 3577023840, "631730", "oathtool",
    ),
    (
        "totp",
        "9e758c270c076cdfbaaef54705dfd36fc50948e073d6b0bc705dc073c63a5b4a299b44944f953fac"
        "b40d4bcf013f9cd1ea59b8e16acbeb492294946503237fb3",
        10, 69447, 4747253999, "0358415605", "helped",
    ),
    (
        "hotp",
        "a2f48505807e50af2a7bf7373d896746ff314716",
        5, 30, 5220720223020697297, "09880", "oathtool",
    ),
    (
        "totp",
        "c3710a45406d27d49b453ffa2c4519bfc403ee4a4725a8dfd22835d43765bea2dabde33ba2978a75"
        "7e539622254d48d8de40f24fdfbc5720d710b20076e30a51dcaa1d76f4b3941d3737feb625bf18ad"
        "c07af790a4a5dd83d5386718e4f24a517722b55301e71daae55baa9f15da4d6373b5572374418902"
        "f938c54c5d432e70",
        8, 30, 981384570, "12497456", "both",
    ),
    (
        "hotp",
        "6d92d21eedad6536d243d23f84d3ca81fc68ac66e5aaeefca17935ffa73ac23d",
        6, 30, 30, "672106", "both",
    ),
    (
        "hotp",
        "27885cc7665e2d9c4585394f27e766d6139337f9",
        6, 30, 4294967296, "322062", "both",
    ),
    (
        "hotp",
        "9c19ede6e5de6bb9effe",
        5, 30, 142, "18707", "oathtool",
    ),
    (
        "hotp",
        "3753d1f5895896ac939a0e7e82d61456e06b15fbb048d0f232b9d12caef33dd6",
        6, 30, 5742717682070655868, "938371", "both",
    ),
    (
        "hotp",
        "81ce32f5a8873d5acf4dedca9d6fc5ad",
        6, 30, 1646685805, "594437", "both",
    ),
    (
        "totp",
        "e9d3ddfa348184844614",
        7, 30, 6442450945, "1635749", "oathtool",
    ),
    (
        "totp",
        "45970964bdaa23d2c398719dbc057017",
        9, 86400, 3284807697, "854889766", "helped",
    ),
    (
        "hotp",
        "b5ce17182a8836de41fe2fbc9444db605db4da3c",
        7, 30, 193, "6004652", "both",
    ),
    (
        "hotp",
        "a31c27c1dc4848d8f9d0",
        9, 30, 8459506178, "327837253", "helped",
    ),
    (
        "hotp",
        "909bf2cb91bef5140faa0e9f773d7f6adb19077f82874139091238d17d4ca6971c3e4ff0b53daa65"
        "7ca31248a6bb6512f6fe2891c1ea1ceb84a04f1bf7ab5c5019907239e3b1ac2ab8dddd21a765b2a1"
        "0ec3d2fbc1916982065c0f71b03a1fab4506b4a706e78660fe175ac7f88b25ebb3bb02743a5d08c3"
        "891590891c17b17ec2a900f9c1edc6e065302ca19d26481b74c61ac642542f27212d46d3c0ef0285"
        "42a59af9c868fdc3aa5b08e35a7888540b3b415324157a9852a0be34cea9b187c900ddf383f27812",
        5, 30, 15808043866541564970, "95707", "helped",
    ),
    (
        "totp",
        "0bcb912ea4a45a0099082f6686af202eb63eee973f82df1f662d956ed2af5c92",
        7, 60, 2596522047, "7397554", "both",
    ),
    (
        "hotp",
        "e7b429c4e64cbc01f50773c7e5923de0488e65e874ef42ca1a0680484266330b22ebaaed6cb34a36"
        "cd19c4d2c14fd4c6a93806d19c516dc358ec76c2d0aba1199751ce1a48c285605a33ddbb09589522"
        "b900795a15786492c700964fbb066e739cf6c60f8c184c0e24bbdc2763f75cb30f7bd5bcbbdc6e1c"
        "fb3f31bc92d48205",
        5, 30, 780904426803830454, "53781", "oathtool",
    ),
    (
        "totp",
        "2823ce6ad0c723fe659db887fa4dfb7e94e53b27acd593443a7c0c21b9fa297aa3e2269ae421159a"
        "4726b518ff1ecac9a6d83f538227b15aa114a1a56f54a54b1cc2454f0fb6f0f30103c0935cafe790"
        "428e0887991c11ce932137d2dd28aab74d2538e6d3accadd38779a8b632e29df75c88b9e48c771cd"
        "3a8a455d558a351b9200fa552f303e16a7770b11bccf539aba0a7c9239cf84dea71ba99603201c29"
        "be76a7ffa9d6c3e416b613",
        6, 30, 5453949108, "140714", "both",
    ),
    (
        "hotp",
        "dc0894c731239f4c561a5675bdc82245df3776a5",
        8, 30, 2248695190228843752, "52078340", "both",
    ),
    (
        "totp",
        "68475dc72e558f141f03fa6168862427a79d561da236809f7cd8959ebcc4fcfd4919913d6af24aaa"
        "6f6292c3465b",
        5, 30, 951782399, "73418", "oathtool",
    ),
    (
        "totp",
        "b5c94746d9c85e76a3205222f4b6d9e355898be6",
        6, 60, 951782401, "877559", "both",
    ),
    (
        "totp",
        "26be61b7a968722bbcd894e59480dfa0525b8e39",
        9, 30, 4262365739, "046405229", "pyotp",
    ),
    (
        "hotp",
        "fd3d26c4fdd645277130f4e2963f6540e5d4adbc6d9625220f42ba4c42b28847",
        5, 30, 105, "25796", "oathtool",
    ),
    (
        "totp",
        "5dd4c7f226a80a87d2d5be33599839c405a0bf6ca1bea315b5a622c6453a67b0",
        5, 86400, 6520016712, "10636", "oathtool",
    ),
    (
        "totp",
        "343681d371454240167aad576a1ab3df8c8ca4793f7cffb66d70ce6fbfeca9f8b498bcaeb35bb0",
        7, 60, 951782401, "4657831", "both",
    ),
    (
        "hotp",
        "f215d5599bbd8a706a163b34be4dcd3a",
        8, 30, 4555313491178264698, "42458267", "both",
    ),
    (
        "totp",
        "6bcfdac23d9d6ea59cff25bcd4c74d681e9cdb8e9b966bf66caea7e18cd0dfeba5012436762de05a"
        "4d65e4105d63a687b6638d201150697a243b58c40a2035a62a7a15f6d5d435adbec77bec1d91bea1"
        "e1",
        5, 15067, 0, "75469", "oathtool",
    ),
    (
        "hotp",
        "86fa89bf5414398f1cbaccbf18a16553",
        5, 30, 4317661863, "42717", "oathtool",
    ),
    (
        "hotp",
        "1c1370635564410605ffcdf08958ab3f42ce294d",
        8, 30, 512659889, "56601542", "both",
    ),
    (
        "hotp",
        "3398ffca2f9c888c3d8f92b5899dfccc454d5f3e2d36a0ce3e32baffb9bd2133d952dac2d632bdae"
        "9fbcb1f31d62163b33dd81f64f7095164eb73ad668214e13d608243ca27d26d96f112f53c9c5a1ff"
        "be0c08bf1beb0133ce05788a819eec45ada02022e983ea3e13751b7ba9052889f80b0ddc41fca92e"
        "0336833f0922915c",
        9, 30, 4611686018427387905, "258708233", "pyotp",
    ),
    (
        "hotp",
        "dbb59c912a066fc2b9772b953dadbbdafdf7cfcf81988665c4fa86ebede3a98974bcdb144f6cb35c"
        "109528da5957ddd1e8a22bfaf0adbd9db71895a04c49a5df",
        7, 30, 3861084751, "5141056", "both",
    ),
    (
        "hotp",
        "1376ec5d4406516d5d40ede4efee05f1b51469752f3bc1226ba7659becb3ca2c",
        8, 30, 1974445247, "72898034", "both",
    ),
    (
        "totp",
        "38846d87b06514ffbd24bddaae147ca2e2149d73",
        10, 86400, 874738733, "1469684295", "helped",
    ),
    (
        "totp",
        "1bbbe630b64582fbf31a694988fb1679b954de96",
        7, 30, 4044095100, "6464485", "both",
    ),
    (
        "hotp",
        "ceff0bf104ceb2d806cbc0d9dc5bd5dfd1916eaa",
        9, 30, 2137325539073097451, "571220743", "pyotp",
    ),
    (
        "totp",
        "119ea77c13d70ea5f32b562a09cb4de0d025fc31",
        6, 1, 5246695706, "040163", "both",
    ),
    (
        "totp",
        "76fa158efe69cbed3382bbb97a3a4ea0",
        8, 30, 951782399, "23053617", "both",
    ),
    (
        "totp",
        "59932cfb8e5aa4fab4bcd97e70acc7ab5a4b57ab",
        6, 1, 2147483647, "685704", "both",
    ),
    (
        "totp",
        "6a83976918d3524944488c32446954e814aa62d4",
        10, 60, 4999468619, "0950145818", "pyotp",
    ),
    (
        "totp",
        "ad644db7871aca8bcac059f12cd2b6cc611c1cd108a96a7e7ab275f61921958f",
        10, 30, 4900673795, "0607117742", "pyotp",
    ),
    (
        "totp",
        "8d7f692f571fa4342bab7936f95b9d63746d9584ec4275fc7a3712292a61da5c3c5e639467ec7240"
        "b546c6fc2f1826c70e0c31a1668fe0e1f3c460b63ea868e7",
        7, 30, 6128126490, "3956357", "both",
    ),
    (
        "totp",
        "24af77994f3c8e8aeee8784719135420",
        9, 1, 3815614697, "597087975", "pyotp",
    ),
    (
        "totp",
        "3c714d4bfee3ba6026acd59f7276079b171059bc3e1d435d177b18fa4e867d7de8d6b66415fd214f"
        "46a930811946f955c9df2a18ad6460612ff8729e810c03113cfa66695432f5bec054282d8a5c9857"
        "9cc9a1025f93dee7a577abf83b80dbdfd481a61280e177d381e256eb3449ebeadd1ce908e20e2113"
        "57114afeabbe85a1",
        10, 60, 4439569506, "1830488053", "pyotp",
    ),
    (
        "hotp",
        "b747bec6de19920b353cc4ced0d83c8c0bcc616b1164318f95bdd11b2ace577a",
        9, 30, 6962991295, "318102114", "pyotp",
    ),
    (
        "hotp",
        "496818943781e9bc72c3",
        8, 30, 333399624, "39516427", "oathtool",
    ),
    (
        "totp",
        "bab965c900b061b741066036d8696442696d9ef347a534bf5c4a89e3fe0f4b434ca43009d65696c6"
        "f655fb03beba115bd3669b49252d0b22cc30e877ce78db048b9ad6d4d1cc183ac7650d334511538c"
        "5a639fe1bc845841fd3057a1330daa0a85d778241584a0ab9baf89deb9be4cc40a247b31452240c7"
        "bcfa85934611b1b45b1a76b65571371ab9214ae3fc66a6b3e6362417ea",
        7, 40222, 4221500009, "0893238", "oathtool",
    ),
    (
        "totp",
        "834584f7fe7307c46a8d7e68a245c3da44ce625a55a3438b8cc3fc65327ec0af37dded839594dda1"
        "1b7501b9599b5363a37b3967141999c0bfed525c1133e648d3a066b5f80a4ed34c46416c98aa3dba"
        "5be65fa51a189c99951addb0daad1d2fed59ebeb41e1fcd1db8e984a850f781c346c3388bb91ff65"
        "99ec857cff78b334",
        5, 86400, 1, "55258", "oathtool",
    ),
    (
        "totp",
        "14cd8be33a787a0333f0",
        5, 1, 348064191, "43663", "oathtool",
    ),
    (
        "totp",
        "b864d4f7c9c9157d39176991a57ffe3233dc2cea",
        6, 30, 5416681488, "179803", "both",
    ),
    (
        "totp",
        "587acde16b7d06617b340bc3876ff8c0",
        6, 1, 4107542400, "768194", "both",
    ),
    (
        "totp",
        "637af24e98ba4e3a4046c48e6aad89e038a492883c0543b47c8be37dd96fb01d",
        6, 30, 124221855, "637774", "both",
    ),
    (
        "totp",
        "a416b87e782981c20d5706804e8d1ee531507087f2933523f3c91960c6bba35bd6963db3e799e996"
        "6ffe446b382ddd3c2fcd07c7ee3a1c9f38fe2a1374b4a06d",
        5, 1, 11028854, "55466", "oathtool",
    ),
    (
        "totp",
        "b8c0d9b8e79207ff8000d14698006a7df87c2ac833028891042e7b6ad24c860dd6312bf9e3a9a3e8"
        "b938519dc49d2fca6a5346ff016eba416cf592f83877c025abc8ab98bb13e398dc186b9fd9be5594"
        "eada8c5d9f5adf7bb4b6dd221ee151c422b625fd989b9a4d2462061571264ca5562a0c30564f6f05"
        "1d5e29e6f8e22323",
        5, 1, 142107525, "93001", "oathtool",
    ),
    (
        "hotp",
        "074d0ae4f5f58e15f0420f83ea72ddabec0a5a174170c482c09cfae47d02741f142bc1651c1f9a51"
        "7c598973ff09e3546a914a2b036733ca03c0801dcca8f53f",
        6, 30, 4611686018427387904, "140832", "both",
    ),
    (
        "totp",
        "922d340c62509b2b1b33e31c883c52fc",
        10, 43427, 5444486416, "0816375702", "helped",
    ),
    (
        "totp",
        "c1954ce40132886709ca1e005abfda5769b47cea",
        8, 30, 6880836915, "30796410", "both",
    ),
    (
        "totp",
        "898d197523ea4268a4b2059721f3a4a612f86aab956d05f43194af01e5c4281f67179cf3b9890420"
        "5d89e2c2387dd9dc6a446da864cdadda26e96922ad54d77b",
        9, 30, 7258118399, "575575819", "pyotp",
    ),
    (
        "totp",
        "73404df1182662ee587166a1c6d1626b97f076f7d9041daee7c0b2dd4042",
        10, 15, 1160056772, "0959871462", "pyotp",
    ),
    (
        "hotp",
        "16d3b76fb73fa2a3dc70",
        8, 30, 196, "06913053", "oathtool",
    ),
    (
        "hotp",
        "75930334f2aa4563d861",
        8, 30, 65536, "25262931", "oathtool",
    ),
    (
        "hotp",
        "f52d58fa3eb44d6756b1009df38e3dae409f61351d97ea91d3c851606b1fa04b",
        6, 30, 8159869873617644913, "405048", "both",
    ),
    (
        "hotp",
        "247735f1de47fe51eab3127d6688204b9e7713f1ae19725355a68a24890893e03c0b143b10067d46"
        "ea4b7180057712da22aa35ec38b3efdb7e37690a2c48664f9ed7674fc49b8127d51bb61d763831e8"
        "ba5dca7a3eeca92f6beba23833b44c24d3a2667167e43a3e36a6b5eec03172704e2c95b9b8a208d0"
        "ca97b93ea8a69f83b9cc5877613f432aefcb63556a7bd2e4a6db1af6e98c681d",
        9, 30, 15, "555778787", "pyotp",
    ),
    (
        "totp",
        "c5cf768fbbb27293ea78b931ae97a5aeceb50804",
        9, 60, 951782400, "618493474", "pyotp",
    ),
    (
        "totp",
        "995559ff6ffc7238b8f9527744d7241ba4a94ea454308d98dfa5a029bb63fb13",
        9, 86400, 6442450944, "292125032", "helped",
    ),
    (
        "totp",
        "a599a27e1d7d23904656366d9e7f3d098529c47d",
        9, 1, 1014059626, "994399151", "pyotp",
    ),
    (
        "hotp",
        "2691073ecb4d480bb76b09335472a89b575b2bd60168d84071afb8c2312f0edba593220f78ba317b"
        "81416a1f489141c12302e61340e7f0ae51523e30e28ecb5c91dac1bc44a6061dbbb90d5daa75b3bd"
        "61fdcd43a24d283c7e1b196fdf85197a0932c88ddbb5cac9dba58f71475d85f73b4c3e3b6657ef94"
        "ddd4cfe5b79047d207abb75fa3d2da0e523d36bed65200ea96ad8ee0b58d016546f41145e4a1f79c"
        "00964d7a45a30379e6f4e8271af0669fbb1381c599519f76fb99c01d2c7408b3ea4626008669f63a"
        "a071d70ec32ce571268c6c90f17c7739",
        6, 30, 1539297478, "515491", "both",
    ),
    (
        "totp",
        "a50bc09c8e47a6c4cc196b271ec541b162afa1fa1db1ee003302adf3ab6d834aa8d3151a51abcc3c"
        "491627d9140593a32625112254c5a7cb559d7e4b5006cb6345a5b27a4ad0a8781679066efd68d0a5"
        "7f54454ab253fed9a9507548b050207d043569fc7266615e74d828f56c87ef191fe094b31d7fec90"
        "907f6a60152cfa57",
        6, 60, 2782696920, "661370", "both",
    ),
    (
        "hotp",
        "2d00bfda6ac064eb1ca03976ab279b989a6f0f673831f650cec1b862d0b0f5a0a69e851860fdf4d8"
        "d9fea5522b14e86b3e9034190dcd63b515ba6c3b5f09c537",
        9, 30, 1967764345, "897683519", "pyotp",
    ),
    (
        "totp",
        "576b3dc7d3327640d86a5833a573954e0036f90fe1ac7c33d79cbcfc31ea86d16ebf20a1ba4c9c37"
        "163f5f436926c32e146daeea2e5d474b8f54c63a9baa350776e03c7d0df681ef6537e78242e2c406"
        "9d3e11407a54102555da961e00a4c5a4bddd0586a8d93560f46724323321559c12c89a3bc0113c81"
        "d13f3f873f80e15c",
        5, 42533, 4081806943, "08323", "oathtool",
    ),
    (
        "hotp",
        "b3be072515961fa8713f40e4ef1a19f170db4b91",
        10, 30, 5933339745608077135, "0685439160", "pyotp",
    ),
    (
        "totp",
        "29e78f51e4ecc58311986b332ec94ad0385722c8004f9fcb557604f0c82dd3f8a0fc20aaaa1c1092"
        "626ef7aedb198a5559fc07e66b5306a7d77ba3fdb48a55cd98247252d505ab5c39a8b71e8dbcda3c"
        "3456dff556035b909f7e3e837f15225fcbfff145dcd545ef3f30f27eb8d28b69d3fe49386bf68920"
        "3e14385c29198a6f",
        6, 56448, 364740758, "915950", "oathtool",
    ),
    (
        "hotp",
        "9f69ccbb88e19748fe7b7d725007c689e6fa00b86bdaa532805da49f9c757a38db63130e77a8747e"
        "306604785d8c5de2c133199fa816a04dcfcf28b0b23fc24953f9aeca517e69b6",
        6, 30, 1486898745, "834245", "both",
    ),
    (
        "hotp",
        "58734781787da7cf13ae3fb94ca17fdc77706955b82820dbb28e52b5aa3e001d0b64973ea28d1e6c"
        "31e7b5c9d71bccaf49f72c51536437d48cbc5c236467c6e2b50ae6bfbd2825a5068cefa7d63fbfaa"
        "7f9b849fdd7fa64cc9c4df03d559d78cffa1d1357d9478935fb0c0a72d45bf0074c67f49d3302b55"
        "3fe9022e04a76eba1302d2544e6dafdea951",
        7, 30, 2147483648, "4808643", "both",
    ),
    (
        "totp",
        "a5cb122fe41a6538035a",
        7, 30, 1735689601, "8799412", "oathtool",
    ),
    (
        "hotp",
        "aa1690294a82cac9b98c8e2e9ca4f6d373a8ef2733211d6df3fb6022e38dfe8998596fee40bdb62a"
        "59af14069ee60d18c8207f7ee08b63a5b6a69337fce7f5e0a5b88d3deb9503a241a8632815215c96"
        "032a995760386c390a3996f7643a6bbc1353008b48a178a0d844d012ec51fe4b34f89abd4c0ec68d"
        "fc7c6cb6ada3d5e2",
        10, 30, 1272146881, "1263182366", "pyotp",
    ),
    (
        "hotp",
        "8ac53e0b03d0c2a0ee66207c51708ae1b2341e95b3771f15273f6aeb9859f8437da86dcd01b7e89d"
        "669b508a46c3d8a5c35d496cf362abd2493f63bb64689695f32c4f18727d3d9199daf953207c6e31"
        "de785b975103259085d5dfbe2955dff8162172a12b887fcafb813e40e35f984319dbc5c0302ec290"
        "ed92543073a5574ff9b4937b",
        7, 30, 9223372036854775809, "0798148", "pyotp",
    ),
    (
        "totp",
        "212d79234098fe5881f9f274e475100a5b21c1ff12b2551518a1748f8ea9e08a3d75dd7f7cead774"
        "325d899fe631f98c96928fad8c729f9926a5738b61b5935f",
        6, 1, 942121149, "377961", "both",
    ),
    (
        "totp",
        "9330b236d4b3e5a6c3b62c0fd7ad66fb0f71731328661535b5655fa68652727d74d6460ace487889"
        "edbe4a6c74c5a8496e8b8037d59dd7e3fa8ab7403026462cc1d72d6200274d5c6b73668c168f231e"
        "d3b097c4c76c68f671fc4fc231ca14ea66dc84c2f819717f642201e5503ce61399d939ea44ab33ec"
        "cc6be9f8f128cb27",
        9, 15, 3763567805, "575414991", "pyotp",
    ),
    (
        "hotp",
        "8509f12ded762a2e80a16ccef674192cf9a3074e77ddc5f80dad576f04275d3732ee100daf96857e"
        "dea2f0ad74dd4104ad2e8a231f596d38ba612577aea614e42ff7bd62ffb990205805c2e4929d1072"
        "bec5956299c555058ebcc192bfcf7706a6246f008b6b78e1ec218f4a3e89c297954d4b6b3c2bc293"
        "9c612325aa350de9",
        6, 30, 4611686018427387905, "861228", "both",
    ),
    (
        "totp",
        "80c3bae285282bf29c1a9933a042520b9f17ce1f",
        8, 60, 7217296080, "89887429", "both",
    ),
    (
        "totp",
        "d6fe2bcd5191cb8b4b2752d01ca41ddad5ec9c06",
        5, 1, 6256178356, "37310", "oathtool",
    ),
)
