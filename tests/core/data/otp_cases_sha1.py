"""Random accounts of SHA1 and their codes, written by make_otp_cases.py.

(type, secret in hex, digits, period in seconds, UTC seconds or counter, code, whose it
is). Times go to 2199, counters to 2**64 - 1; see make_otp_cases.py for "whose".
"""

CASES = (
    (
        "hotp",
        "66",
        8, 30, 9223372036854775808, "92468589", "oathtool",
    ),
    (
        "steam",
        "2455c173e3b44f17f6dec876b87c35f7dca1bf8c0e13b3fd6a89e1f703b6e46b",
        5, 30, 3254987046, "W23H9", "pyotp",
    ),
    (
        "hotp",
        "27706ff3fbaf823affe6e638f875bceeecdf4071cadb6dc8553a81abdd36edaa16d689358cef6505"
        "3f7a0503bc1c62af3928c1d76ba0a027ba3e203f17635bf2",
        6, 30, 4392661134039040324, "318037", "both",
    ),
    (
        "totp",
        "95c48c20a6c182b83dc766f72b60c886363963c861325b7a1d2a05984e632598b7ad6a8880eea14a"
        "1467123d12a3df7f3908797a463ff0fb54eb828dfe2124a33d5669591ef41e61874fbfc39e4182d1"
        "06f26d0808bed6165938e95f1cdd27fa77eefb0b916833347f86bbd86be471f9c1e7a9defc91fe6f"
        "9c1949e06d10625c",
        6, 1, 3154629996, "666806", "both",
    ),
    (
        "steam",
        "2ddb8d76bdf52c52cd17",
        5, 30, 6522418735, "V2TNW", "helped",
    ),
    (
        "totp",
        "911607d8d337e2660c45dbd1c66d85f761bc0bbbf7c24f14c4c91c35373b2fb2b5d74d13ad23bad3",
        9, 30, 2728995402, "102350610", "pyotp",
    ),
    (
        "totp",
        "f5497830c81a06981e578dc0a5730b10841e23a52ddaab09dae417d9e077d07e",
        9, 66163, 951782399, "136731816", "helped",
    ),
    (
        "hotp",
        "87cc8e7c6a1f9a8e8411b4aac3ce1658f0fa2bfd",
        10, 30, 3015499159013766383, "0906801615", "pyotp",
    ),
    (
        "totp",
        "bbf6ebfba4675187849a0ae08410382a1905cf9f11678fa7d881b9fef5401d85",
        5, 30, 3708601210, "21623", "oathtool",
    ),
    (
        "totp",
        "88fd6aef2a069366541bfe6e30b9ed15e63289a9",
        8, 86400, 3063138457, "08847686", "oathtool",
    ),
    (
        "totp",
        "915f642b0b8397cd65ab13997683b9376e53a64d",
        6, 86400, 556260714, "055174", "oathtool",
    ),
    (
        "steam",
        "0bf1cfd96fbede777a76bfb8b5319acc77919e7cddb407e4f79717e9c46b46fb",
        5, 30, 1735689599, "JGNTJ", "pyotp",
    ),
    (
        "totp",
        "a1f3cf4159cd1ce0993a516b11d3734ae161c014",
        10, 15, 6653090168, "0981304178", "pyotp",
    ),
    (
        "totp",
        "d8f835bcb15088d6577bfb582e5ae35e3fef4e14",
        6, 60, 0, "926418", "both",
    ),
    (
        "totp",
        "5a66c8218d7baa267b708145ef16d51883f3d61072f068c9ca0060c5c5af0a722c4cb683d1c51a1d"
        "1b2c1a1efa318a0e9d286b33957176bcb2d192a5a1fc0829",
        5, 43092, 1324174067, "59425", "oathtool",
    ),
    (
        "steam",
        "6c8793c6bc8b6438b5ccde12d6068d6166c11050db0ad49843fabb7a38a1d78bee1b66d6ffa7f306"
        "a9088c120d603fa437500c3eb671c8909ebbff8ff765bf81321e350c499495ba6ab496cf6a22a900"
        "a148db6d85446c83b606d33bb4b1bb350abf07c451af1fb9450b277ea8d35c8ef4cc07ce13127149"
        "31e859751397c67f",
        5, 30, 4955819296, "5C6BH", "pyotp",
    ),
    (
        "hotp",
        "081236c3c8ae3d9883e2568a3f706258d78e5c770edc055105adb6594a7bdef9",
        7, 30, 1, "4568045", "both",
    ),
    (
        "steam",
        "3cbbc43e8c4f0110591a1a498ffe816076701eb754576539a2395c040ed2272067ef35024a384c70"
        "36fee224ce91218057535a5f35bb34de55512f575bdea774ae334c0678bf99aec820a27a53b8b29c"
        "afc5e07ecfd31163dd57f28ef1bf70bd98ccfc3b55429e0c73c067cd1392cc317ab81fdcb2140c0e"
        "1359bc22cb1f904f",
        5, 30, 3717647301, "5B29H", "pyotp",
    ),
    (
        "hotp",
        "10df95b3ee747f52f1ae3a3386fe681c581a13b4342211d33ac468f4d2f39d4a49f8e8f2ae766e0b"
        "861b7482ad9e9ec130abfbf3d254473f53999e93b32a5fd979e84889fb63bb1cb44085f94edeecbc"
        "037ab7565f58d66cc85aed573d5d6e542c92ad82fc7ba50b5ec3d23f7eea4afdf7d09948f3709361"
        "62705399abac91a81778cb98902d55f6b7b95b1270063e38e01baad0b54efec70b023a98ceaf80b2"
        "3be5e7085d2e381911b2792633592b286766afe3b6786768afc035a6f6124747c0adffad602b55eb"
        "ff369ef0dd601eb22340890dd0b5ef721879cab02976c7abf663f67a1309a977a5eac9241f0c12ad"
        "c08114529db1",
        8, 30, 578934135, "78881531", "both",
    ),
    (
        "totp",
        "713c2c0b0caeb91ebee911339d43c596f5613332",
        10, 1, 1073741823, "1742186718", "pyotp",
    ),
    (
        "steam",
        "91f84bea33eda740e26e2664739f52154a7b0c2933194c48a34792a2b906cfd7",
        5, 30, 3012644880, "W4KK6", "pyotp",
    ),
    (
        "hotp",
        "db436962946ca425720535f85c7a8ace0e947eb2590d35238eddd8404aaf1ab133f341c11120f655"
        "851fa963cf6d8065dfe10c34e3cb6485007cbf8e53f79a7bbb131acff570712521ea790b06f73958"
        "2b2a9af8f548df7ebf669006269630dacced755061772427549bb865f805f5a6345f50204ed119e5"
        "0c186493d76c35c43dcc4b1b7d9216816c53e59b8199e1025384779eda88c3c0d035cfb7d9a3aee5"
        "fce39df4d3e37cea0cf06ea2323cc8dd5c669a8305df72df5203049e817534c5b55e764280ed6045"
        "9de39edb1227f9497dd004fbfcd22902e204cf3be0bd90dd344563a214f7d815173f2049ed0af472"
        "d5599cd1c0ac3d",
        8, 30, 7576173927, "87744824", "both",
    ),
    (
        "steam",
        "0146b318c90757f574269c53a9a7e9ae19aac914e4d434f782da92d0fe5ebe92502702b16699bfec"
        "21af8c17e74de6ed820d84ab38291f2162b504d2bf51c129",
        5, 30, 1503486659, "Q53GC", "pyotp",
    ),
    (
        "hotp",
        "2531687658909448d64d19813210d6560d90573f",
        8, 30, 1073741825, "57504021", "both",
    ),
    (
        "hotp",
        "39145a4ea5aa84bc70e3901817867840766345f2eb6316e5c6e0eabfeb14af125532ea18f6e16c45"
        "1ccb410c46ebb3c250808f424560be5a42e420a26e3b1cd0ad26af59c97a6f292463902cc1256837"
        "efb773181e0e5f9b5fae377243d9354171d09368963bc46b267a63fd3d2d6b1f5c4decdde385eb3d"
        "467bd6bd25479ab1",
        6, 30, 4294967296, "996681", "both",
    ),
    (
        "hotp",
        "53d4dd58bdeb301ba61f",
        5, 30, 6259061217, "27189", "oathtool",
    ),
    (
        "steam",
        "54738c40a9a8a1a33c21eb832f3e59c485050fd6",
        5, 30, 871863419, "GPDNG", "pyotp",
    ),
    (
        "totp",
        "e9d8f0d83f0cb74b51f04faf270b5168d0b2799a",
        7, 86400, 1964546747, "7584491", "oathtool",
    ),
    (
        "hotp",
        "9f1da111aee8c26ebd8fb9340ba99992ea6185546bc7bbdfdebd3824bd5273520f214cd6077d7cc4"
        "390ce7d510f4819a101eb9de0728986113a50d3cbd33658bd8c701070b2f1e963e0dee8496cafaa7"
        "c14a82a0666eee6d9adb758e711a2a21867a5a9fb9d146bf6f98d4fde08c55ef61a0436485acd26b"
        "9a62a4df0209ad92",
        7, 30, 1229010293, "4434832", "both",
    ),
    (
        "totp",
        "e3408bb55ab694f666fedb244e6e5dec",
        6, 15, 758971660, "445035", "both",
    ),
    (
        "hotp",
        "47a5ca5f2edb378ebb53",
        8, 30, 259801838, "55187070", "oathtool",
    ),
    (
        "totp",
        "fefd9914d7024723ce969144221f19e0",
        9, 86400, 2372180475, "303978262", "helped",
    ),
    (
        "totp",
        "495669ba86cfa66d50ba8c829641963fab94c7cabc7520d2d58106e534d57bd08d4a477005ce50cd"
        "e95e9abf3607a0cb6f4e405afa7d5793bfa3818e08fcc079",
        9, 60, 3171704939, "149940996", "pyotp",
    ),
    (
        "hotp",
        "91ac43d9e690fe4a37d84ee28638b3f9b36bb26e",
        8, 30, 1125201369, "61185718", "both",
    ),
    (
        "totp",
        "e5b28185cfbc4a7ced37d7c512f9f2dc57f5a78bb51a153b266887cdaff174239d2cee1dd231e50b"
        "2619ba2b12bc14e07ee62639cab750f72754dee94a0ee4bd26ccef5a7c9a80e3c7d8fba44ce6643d"
        "d5591974115a6a3d904d234fff471243318114615eb75f25f159c336153c0290c33194e360541866"
        "d61a33de3a94cdaede297765347c73c97984ceef14a1aa73775a43ba54fe3aa0f2d286d8aa64ad0c"
        "0b1a6fcc1af727ee95",
        10, 15, 5143685266, "0399459131", "pyotp",
    ),
    (
        "totp",
        "6e28506da31ef91c1ba0633605c4f7a5f297db73110069",
        8, 86400, 6290524800, "66219788", "oathtool",
    ),
    (
        "totp",
        "804eb7cd6ea479355feb1b1b6596a0130878758a01f1402d49da575d66c8e7a0868d4bdc6dc24d63"
        "52c736e246504797b1906614ce1a47fb2dbe36b584fb8f02cc902c2892ba66524a7e81f3e79ad82c"
        "176dfa90eea68bf490f665e576df5b6bb6248f777e31853bbd4a84e254e027a76b8467d1303dd5a9"
        "709e637d06c3d282",
        10, 60, 1073741823, "0561291141", "pyotp",
    ),
    (
        "steam",
        "1c724cfb04f4d2e7274e",
        5, 30, 7256390067, "K73W2", "helped",
    ),
    (
        "steam",
        "466fbcf7105bada6a3d1d46c9b4a61f3f4563080",
        5, 30, 1971573750, "722X2", "pyotp",
    ),
    (
        "steam",
        "6d3b6b818ffda145fd7aa47d833e634c95899711a296b2ff6a0ba797b37e93b3c7dd2e8eb18c5dc1"
        "13140b0ef90c75fbe3ad2337c9cc98cf480529f997c505e73ebaaeb712673c85e4e91c4aea55f4fc"
        "744d28df4e2a1d9a28550ecad66f105b84561d294eb98c4a3f539225c10b7c649e642dcb16f1570f"
        "4d2a9259a995d646",
        5, 30, 3293532618, "M4HPX", "pyotp",
    ),
    (
        "hotp",
        "f009f562c5d654704990c217e79b45cf71dc4573",
        5, 30, 73, "47002", "oathtool",
    ),
    (
        "totp",
        "652b6a8168335a27e5bbc195b2f7be2e",
        6, 78976, 1073741823, "370955", "oathtool",
    ),
    (
        "totp",
        "9be36d87259f98fb39546476752afcd4cb05ba99e80264d6179ddb9ef7575b0a37ae6e0c080e9440"
        "0c143d025ea98b9f4f451dcd0b5c5653756743b4e13997c5",
        10, 1, 6833392832, "1307852444", "pyotp",
    ),
    (
        "totp",
        "ae09a8d3831b65e389f5d3cdd3d4dc72c0ee328c",
        6, 60, 2723842503, "613696", "both",
    ),
    (
        "totp",
        "24c00ce5c46972d82ecea5b85a0a91bc5cf9464d643c232b38e9e0a5f3529d3003d6198d4fb59f14"
        "1249f3088ec77542b33df40189a0979839460518fbb5ddcb4818b9ff1a6659e5cad42fb0c8bad6ec"
        "336b88ed61c515825c48301aff6cb10e726f68aa0309229aa1b133892cb02e3853668c671413bd83"
        "9025795ad0bf30dbf48d249b2e7a31eff26d609d5182efa84ffa5837d4f5a3ffffca16c5c58fa090"
        "35db56ac1140379ddd4742a7f5828af10ab3659f6e69d8a60446ef9502405877f577166e799f1598"
        "bccadf2893bce9b5a92df0c7062af252cf38067290bb7957a341e8378bd67a280e2eec39aed7d849"
        "a1cb066cd6ae31",
        6, 30, 794257409, "984305", "both",
    ),
    (
        "totp",
        "bf67399876a1e447c34889d01c23f876",
        10, 1, 5911801597, "1935396174", "pyotp",
    ),
    (
        "steam",
        "36e19bf3f96f9b660a4b1566faeba03ddbcbde7a239e2517c3e92f8fd4e73063",
        5, 30, 4822407269, "R37B2", "pyotp",
    ),
    (
        "hotp",
        "2290248a5774485ee173",
        8, 30, 9223372036854775807, "00129202", "oathtool",
    ),
    (
        "hotp",
        "48df237ed611635ef372a97cb96c40c00d0921a3865e67c57ddd3344f64810e5be1f83e7e52203c1"
        "3440ec54a1bb0bc230bd8b8941989cd80fd2edf986333a28",
        10, 30, 1196200454, "0929424299", "pyotp",
    ),
    (
        "hotp",
        "12603f4091c6f6b3e5b6",
        5, 30, 5490000711130302045, "92063", "oathtool",
    ),
    (
        "totp",
        "9736dedc15c2e747f9eed917f606f9138b072954b6754890906399fd0c49c76b5ca9ec2d723bff75"
        "7ef899440d07435d34e592329b73474238fb7bb7cd36fedfeefaccd2f65b197b07b6127943edc9f8"
        "a89195c0117b8a974349ac648f06b330db9d36aa104cc8f2fe95eaf5ad0474a2f60920a78568e903"
        "81ff3af4c207ba12",
        9, 86400, 3207653322, "950514383", "helped",
    ),
    (
        "hotp",
        "f503d175e76447b20d9f1e0f480936e94974571c627db65806b79205a49ff865",
        10, 30, 1739026518, "1432625210", "pyotp",
    ),
    (
        "totp",
        "c333d962b0d8315ac119",
        6, 15, 7258118399, "354347", "oathtool",
    ),
    (
        "totp",
        "7c0d32654e897604f5c6e73f4b4fdc71e237aa14099e6065a8c940236b1dea9a55b73b899e0ee707"
        "aa52ed429059ee8b0ea36442f00e0669d272faf8148447a2a6919a7963266d9ccc85c3e0f65c209e"
        "993246a0ec779276ce86c7fbe655fc71b6ca46a6462868b0b021842e5ea84ed5595163a1607c4d63"
        "f81ed225eeac1d53",
        6, 1, 1511098043, "033357", "both",
    ),
    (
        "totp",
        "370c60e458ae1506d1c4d8cc77d639b5a283f2e3aab7baaf1cb89c40c9c392627bd2488a5ccde2bf"
        "d91b6205a71e94d00c0116c7cbfbad12643b4efdbc3fe72d",
        8, 47132, 7258118399, "98792680", "oathtool",
    ),
    (
        "steam",
        "e6c47771eca9b1b838f501588251873e0fbd18f5",
        5, 30, 4862109900, "HRFJ9", "pyotp",
    ),
    (
        "steam",
        "8eb3382f2ac3ce38ae25870a60aa4d984786bc097ed7a778a32eb8d165b7450b1104c755e5c83764"
        "452454bc07e3f5f6fed6d75636fa08bb527e1f2e2f002bb1f921a9f3b91dba836c52e226d9fe1c94"
        "c0c7bb793c165153b89736e12c8ee36c4fdf8c75665951840bd686b6ec90aa98edfd06d17e15abb7"
        "e879a90a00b3a23fdec2468ad2983cd9b681e35a1abe88a1062d9a6e117e3444b404ba083f2378b4"
        "7b21",
        5, 30, 1238710180, "M5TM4", "pyotp",
    ),
    (
        "totp",
        "573cf8e4f4e9382c29e15f0c0a203a46",
        8, 30, 4294967297, "97299406", "both",
    ),
    (
        "steam",
        "1aa58e20709b6d4dfda7fef2eddbf44225b1303d2700f4741e58465d06c21d765a462559f5ddfe38"
        "31027b334d1484607d50b6c9d75349e2e7589a4afadcb462e006f9cbefcabe98d734e88add854b45"
        "0144a95711e050cbcdf34652ed013f31d79f7dd3d66e6a30e298064caa67d0ccd9de50884f8eaf83"
        "50dd4b1a45251974",
        5, 30, 4107542399, "TNG6V", "pyotp",
    ),
    (
        "hotp",
        "e479374096ed829cfdabdb0b0771eb45",
        10, 30, 1794347091, "2070525968", "pyotp",
    ),
    (
        "steam",
        "a629d888eef42eded5e61f5aa00d6a90cf4362828f60052d21a917190505345aeb5e75ad4f22b92c"
        "8ea188063e293c89ba650f00fb6e489ead0e88aebe994944f07f2dc5890e904369e7719ae4db5b1f"
        "be2f9558378a76958c23b6bff15d0fc650bd1d1ae4d1cf9dd28188c6b6851642c8bd3b9987ccfa9f"
        "9e4678c67b1ddc04",
        5, 30, 3817728841, "GMYPB", "pyotp",
    ),
    (
        "totp",
        "63cb80ee00b6d1a27b989de6c12e040295bde4e703bee0361e0ff54092f3af5fa4532fc82188c2fd"
        "72e05f823daae6e3645e1813c292b85e2e3eb377c6dce2916275537bca963ba9bf9c9f6b33845b74"
        "7685d4b9a6988473965dc5a0bf3224ca3452e2b07f81e92fab72eddc6b25198d08184e183cd09354"
        "0237fcb46ab5e9af",
        5, 30, 4243846835, "87099", "oathtool",
    ),
    (
        "totp",
        "ca3cc561999995f9f56a3626aa1ae6cffb2730a180272d138b5e651328c88a2a",
        6, 30, 4813145009, "079655", "both",
    ),
    (
        "steam",
        "dc693fda004d4330149bd306084998924bda995b",
        5, 30, 3040516714, "54H27", "pyotp",
    ),
    (
        "totp",
        "e4e9529484eb87e6000b03a504a474a2db776e773bb1fe1e14f9fefd4e200ce1f14c28d27c3c1222"
        "d1836aed8e86b065aad8dec46322f601e45154d761129a99f7c8bcfd674f39",
        7, 15, 4294967297, "8319998", "both",
    ),
    (
        "steam",
        "d382103d95954367dd7da39cf4b6a396",
        5, 30, 7119002021, "6KNNR", "pyotp",
    ),
    (
        "totp",
        "48947ddb4c13aa3ec6a94eb026b96130",
        9, 60, 6591410532, "113162795", "pyotp",
    ),
    (
        "totp",
        "261f544bf613b90a28f8",
        6, 30, 1073741824, "005262", "oathtool",
    ),
    (
        "hotp",
        "de8c36731a585e043a2bbeeda77377ac214ecafa",
        6, 30, 18309216937861083813, "978170", "both",
    ),
    (
        "steam",
        "7102f468a90ca1e710216a99ccb9458e06f69c88cca32791d4dedeb9e281e0e2ed10199eed25a396"
        "a732b17276c074abbbf34eb5df34afa3a411f5815a06dcf97cb00e2e2c5515ed9db6a48620bec5c8"
        "8cb90b4617c01189cde433869b3570fa485f37257a3d346584d6e043d58c946aa54dcefb20ae8f9a"
        "a23ddd214ae711b1fdf3874acdc54466fdda42fceae39a2dca257462ae1852681f072c02c2c255a7"
        "db18efe9b561f940f1b6c8cc8cb1e5958c474d02cc5b578dc42a259b5920d0c604a9470ce3401367"
        "49ce37183f129edf1dff1fad33c0fc5419dc33e3151ca38cb719705aa51beff5b3d781f5a23719b3"
        "06de2bb6f38432a0c0",
        5, 30, 2034325230, "DD54M", "pyotp",
    ),
    (
        "totp",
        "c189df097d32557eb0a0",
        10, 1, 6971202927, "0450186633", "helped",
    ),
    (
        "hotp",
        "50d5383e8d654c2a0c43",
        7, 30, 18446744073709551615, "7504516", "oathtool",
    ),
    (
        "steam",
        "7225a6d3cf02ff6c0ca834aca3128f79092cd08ca11cecc551b276609b5d965a",
        5, 30, 1167109679, "7RFQ7", "pyotp",
    ),
    (
        "steam",
        "6a72a91e1a08f9c2a4acddbbb311b020783631a7",
        5, 30, 0, "69FWK", "pyotp",
    ),
    (
        "steam",
        "eb4201e6cf4b2e5b11396e3be23fbbc07524a93d",
        5, 30, 1843340388, "BNMJQ", "pyotp",
    ),
    (
        "steam",
        "380264ccc665ccbc219f2b93bb530d68",
        5, 30, 951782401, "MD4PP", "pyotp",
    ),
    (
        "steam",
        "fde761d7be112f29ccc74d7415a2bde9d53465e0fc5cd10bb9332f9b05ea15e29af8d3b1b291090e"
        "3eadba50735f8c3531e1d2406e1d071c51d0492a8220626e4aff13d808a59fbfc16725ace78ddfc7"
        "b6f9762000858b03d8ce534e16844215330084504baec92bc6c63ab53bfe5cb14360faa49334fdfb"
        "3269bb33dcb0c7ee3ad62ec28520f6780409e7f8f80b073e118a0c3165c2f9f0f4",
        5, 30, 2328764307, "DYHYR", "pyotp",
    ),
    (
        "totp",
        "33f82058facc51f2ed475a1ca6bebb0b390b39e1",
        7, 86400, 0, "2465790", "oathtool",
    ),
    (
        "hotp",
        "88a8537f83708459aeb00f1d4db3b6725b92c47a289f9cabec27d7f84646c044",
        10, 30, 107010944, "1591575336", "pyotp",
    ),
    (
        "totp",
        "d206b2f9e44c90bdeacd27ffa46b87f840233c647eaff94ae0a51efd2cbaa7cc46803d6ac6ff4405"
        "085beea15cae25dbda57e7f1d93f69b4070495b3a6dab92eeb8ab41ac8450b510ec4f6f22276d4f8"
        "546193af5a358e515c5709a248ea2c64a781dbbfa5aa19e82f672bad8cdc275b77679c2052e91f47"
        "086aab387759a356",
        7, 86400, 2147483647, "7442586", "oathtool",
    ),
    (
        "totp",
        "da689a8fc0a5189393b1e115df441e1a93c4aebb9fdcf7940c143dce30ac6c6f12d62cb332809a29"
        "ad78384a5ef88af03429707b2ed6a1f1082d5b8c81a5b55bfada131f47efb02f31b0ed9077842f95"
        "590bb059029f63ec",
        10, 30, 5247644699, "1279534392", "pyotp",
    ),
    (
        "hotp",
        "3ad0aaa830719294257f26ba977f13c298a1866e",
        10, 30, 142, "1754183909", "pyotp",
    ),
    (
        "totp",
        "620573b6d637af72f463b2e4eb019b30",
        6, 86400, 4107542400, "703905", "oathtool",
    ),
    (
        "hotp",
        "0fcaac780785175a5fa95f811d2e2ce418f34d7d1198b7f5256778aa7df5de71c3053eed78d595a4"
        "8a6b38ec52dc330492836e4066e2aa303dc57983a18970e62cbd372094a36a9cf297d136ddb9cebe"
        "6dc5896ecb77b83d7300326ea2bfe1e174522e53afa78fa17eaf886b65d1e9161a3dda7c1eaf44a0"
        "f5fa344585173b0f",
        5, 30, 2768160430143656160, "75004", "oathtool",
    ),
    (
        "steam",
        "b38d19f78da3f572b4bdb00ddd8b3adde3e074024f1a64f0ec90e8f0c9d2c03d105b44fca772719d"
        "6ca42b108c165cdb94b66ab02d98cbcbd1a61ab835c07320",
        5, 30, 533607966, "HRYQN", "pyotp",
    ),
    (
        "steam",
        "0b5c632fbc8d55d83e45a1075762e1d9a1a645f76e74629046a232975afecf89a040dfe869d8a160"
        "507c927802fa0ab7ecdef24caca375c28929a40cb1cdb5a9",
        5, 30, 6442450944, "HC57F", "pyotp",
    ),
    (
        "totp",
        "14d3e41950b0e20385cb6e56032ffbedc41827b9fe1144ac53141868cdaa574a",
        9, 1, 4913414188, "718000179", "pyotp",
    ),
    (
        "steam",
        "701084cb9474002922a2e706b1334f163e35d86909cecf6cdb4f6838168a0b5f7a6e65912b494524"
        "a243e32775e2429b16402909e623ceec43cad364e252ce48",
        5, 30, 1051586650, "FTPBN", "pyotp",
    ),
    (
        "steam",
        "f12c405292fe32838cb094fe7ad09ba6ffc10a2e",
        5, 30, 4750320820, "7GJNQ", "pyotp",
    ),
    (
        "totp",
        "83cbd9f411f7798eed8b615b7175279c9bb2dd47c645d5ace441ab2d340b4b4c2d105080ce491de1"
        "bcfd73c930d75b16bbda36ae92c118ab9bf0a014b6c2b6f4",
        7, 86400, 1073741824, "8192292", "oathtool",
    ),
    (
        "steam",
        "4b609f6cdcf50971e984f59af8a08430984a84a5b59850c75b51e8d5431968304bd87de4ae736e4a"
        "1777345aec7e94cf77919159f66596471c1ebc8556b074730bf059910e5a2b1c251cb75eb06a49a5"
        "511a427b317f1aace5189938ecf9cb9480a06c9e4792d1556684431f60c3a1452a6f2ccbd9d108ab"
        "686ef8d82b257fd7ab49e52ff2d9f34af295df020f1f5f5d63a78409ec67cdc83d00f75938e3b7",
        5, 30, 1217838330, "8WKYD", "pyotp",
    ),
    (
        "steam",
        "cd9824502b993cc6d25fb43460a06a02",
        5, 30, 1258587725, "6KPC3", "pyotp",
    ),
    (
        "hotp",
        "e684abd7e6649aeaefd45dc64e71a929",
        8, 30, 65535, "55346505", "both",
    ),
    (
        "totp",
        "1749083c5803db3be9040725dd8049cb12f242003501b7bad5a1614e060c5575",
        9, 86400, 4389760447, "006954254", "helped",
    ),
    (
        "steam",
        "c154d56ac5961543c3358660ff66c9e9f3dede70",
        5, 30, 1, "894J4", "pyotp",
    ),
    (
        "steam",
        "445f60da32745a72011cfbaed387a3184f8e4a42eb592c359f92f3395a78a2bb",
        5, 30, 2176238909, "PJNVW", "pyotp",
    ),
    (
        "steam",
        "943e5836d34f81f746302b9622af389b",
        5, 30, 4578478204, "QMTYF", "pyotp",
    ),
    (
        "steam",
        "e30ce12449a4a0f52f4c2b4aad595100e4bf451168106d43630713fccc67e01cdb2df3863683f9b5"
        "5e33bf2e39e801596bedb4865a4c6776844765a36322e871fadc61a479a9dc52c749f29d6a643add"
        "0f8833fc891ae1241ee6cf0c943a61b032753a7b173d77c424ceee5bef681a79d3389fdf003520d4"
        "70df9b2c3241bd57",
        5, 30, 6536374881, "73X5F", "pyotp",
    ),
    (
        "totp",
        "2d5b3533980e022ae4a0818eb8044b363e26f860",
        7, 1, 350740885, "8709700", "both",
    ),
    (
        "steam",
        "078c0d2ab8520f69ce66",
        5, 30, 373586582, "D3N6J", "helped",
    ),
    (
        "hotp",
        "17258691ce6418926b1a7a1c1b7b4d2fb2002ed4",
        5, 30, 4294967295, "15243", "oathtool",
    ),
    (
        "hotp",
        "7a69279ab69425df22e5d8f72c4881899d2c95c8",
        10, 30, 11860023810308019204, "0994482689", "pyotp",
    ),
    (
        "totp",
        "6f055eb83aefdee7b425b2e453830a1ab33cc3cadfa24140f5dd9e37590576d0dc3d069c4e63bc2a"
        "9ae6dab3a041025db4688222988e16f651e5e1395b08b399",
        5, 30, 2837036971, "76033", "oathtool",
    ),
    (
        "steam",
        "c5b5d3fb5bb36ef9c4642646605718f274c77b81",
        5, 30, 4294967296, "R9KRK", "pyotp",
    ),
    (
        "totp",
        "e11b556b0d230c0bd14c55cec5d500b9c65c3e7115c2a22cdcce7521360e7304",
        6, 30, 6448785143, "055073", "both",
    ),
    (
        "totp",
        "13987ef49b3398a1d270d31a6e1252b9a818a51a5129cd60cd71fc3c6a58d812806f41d62a31c537"
        "f53ba0b0f594e591bdf100cb2c",
        6, 1, 4294967297, "406221", "both",
    ),
    (
        "steam",
        "e9a24b36a9f15743bfaf36ed01425df2405f19f205fa328f1cb62e522ff003ddb9d4ca59269fba23"
        "a644849bf46119408c25821ab124e334d265e202b6208ef60bb0892689e60c11c4450d8b7a29a4c9"
        "ec2667b0878b453175b0e559d5aa5efeb2b249185b540b58482d3553650e8f403d50e8baf8f609f6"
        "35235fc2c9379966",
        5, 30, 5604307363, "N7VWC", "pyotp",
    ),
    (
        "hotp",
        "53d36dea11034d6989b04d942f6d4bada3253ea53ebc87b06d3dc664eb2c8fa5bff1dadf60aae0e2"
        "341ec398c59f3bf6df9c669f766355737f9d6d800a1898e8",
        8, 30, 4218078242982856782, "46964344", "both",
    ),
    (
        "steam",
        "0902144a02dc14b720f90ad62072eca25710967c032896f079bdad28c59d2428",
        5, 30, 4107542400, "PQ6PY", "pyotp",
    ),
    (
        "hotp",
        "db663cd31416ad86e77d13d612323167badc3c0045377463da7f8f7fb4d4889c4be7b3a45ae7d9af"
        "edfec18033f81a1164f76963b9898e5035cd60570070302373d2ef9683b1c1d8c46f8e871f084419"
        "655ab315ac1be10c8970cd590282cf69f3b05ed14b86ac8ac46617795b439ca5d7ebfd0e4495c5a5"
        "1b9b2f8453dc0ec2",
        5, 30, 27, "83267", "oathtool",
    ),
    (
        "hotp",
        "cccab313900c6355f3eede9e4b43d3d51951e3bfddd2871f841197f005497ce4a1dd8c245a7470d7"
        "a9afd21c37c6b440040ac2e097c06189ae09723d51b060f5",
        8, 30, 7626766704, "62259199", "both",
    ),
    (
        "steam",
        "ef5116f3dfe67bab5d5489b85226198f0303519e116751ef9a662e1bac2ee5aa0876181dfa9e56b0"
        "55c680bb65768148c584227c2c4b20f4c6cfe83aa7bbfeff",
        5, 30, 6405262965, "HYGK7", "pyotp",
    ),
    (
        "totp",
        "29450f9e8c9b786000cff1d22af042c1bdb02ac0bc645571cbb768ff29d26813f6d3901e5989f2d5"
        "a378fb5262954b9bf79ecf9b6ea702dbcef9df96d4300c8390ec3e5f5ab42b8cd94e5e00c43b888b"
        "a9c9af78122f0a4e33f5fa3f004fd491d88538c00ffe994bf3e6579fd48b4ed1d27abb7acdb8c5be"
        "dcbb16ded92e87489e2fccc62443488f7a18a6421f67b9be14b2d227d2b1f75f0e34f40fc669e898"
        "9559308f4e45c53e1f4ed4bd2a1772f84b5726c9",
        6, 30, 2354477321, "835721", "both",
    ),
    (
        "steam",
        "3b9ede20768ee55bd829",
        5, 30, 7139473739, "8HKXJ", "helped",
    ),
    (
        "hotp",
        "cfd7fa3eac008033ecb1a57bff93a828e5aff51f",
        7, 30, 2147483648, "1355986", "both",
    ),
    (
        "totp",
        "9972e681146f3a7b7a6ea7508eb8b766ba2e5191",
        8, 15, 4294967295, "98164522", "both",
    ),
    (
        "totp",
        "69e552684a0563fc2e84f8bdf1830083",
        6, 86400, 4144269370, "246684", "oathtool",
    ),
    (
        "steam",
        "baf84409205d22ad2ec5a6715cfcb0f5142dbcfe8eb7470b36d13fbd2c21655d",
        5, 30, 2147483649, "XJP7Y", "pyotp",
    ),
    (
        "totp",
        "f9eb204f534e30145462",
        5, 60, 532152366, "27842", "oathtool",
    ),
    (
        "hotp",
        "e0121b13348e5fc27b43d5975937739fc1cab9849422c23f7332dafad9ae1142",
        6, 30, 0, "750587", "both",
    ),
    (
        "totp",
        "72346d6c59a7c65e6f3aeb3b1eaf025ff7c8292e5c470663ee9f3bd2ca30709a",
        6, 1, 0, "550034", "both",
    ),
    (
        "steam",
        "5706c4889a208bde8fd725a7b68289f76f79b7dc79b434c53afd267aa5f4d439e2348cf9a3aa7bfd"
        "dfb5621818257fb8ebff325b14b531d893b359d4fa4aa8ddc614e4c911ac9dace9a733ac79b8dd49"
        "8d3558440f962b54f7b43e3e4bb90db07c422f1284f498258f4caff34ae5200d3fe48f1329bf080c"
        "42ae5a3e905c9aa7",
        5, 30, 4823948639, "C2TKC", "pyotp",
    ),
    (
        "steam",
        "d007bfa9869b160815cfe9e0895d83f2619ef989efc55d39bf2f0f29256c2cd402ecfeda185a9c73"
        "707fd24c0945c3f04416fcfba07ff2dbcd97a97e44a5bd01ac633bf23e071893e0aaa7490bb8c4c3"
        "6319933b5b7276ccab88554cbf513c8664b4ce2909788fec4bed37d42934e2c44df47e3d94f38ab8"
        "4bbde4da7a17cc10",
        5, 30, 3607424552, "KQBP9", "pyotp",
    ),
    (
        "totp",
        "f7d2b2469d03b462abcb992016c5c4a07ce070c6",
        6, 20883, 2147483647, "251001", "oathtool",
    ),
    (
        "steam",
        "4ff92cc2efdfad9558a5c8c41621dad8e850877b",
        5, 30, 5100395405, "52MGW", "pyotp",
    ),
    (
        "steam",
        "e93b53b3fc4f664bee7397101fd185ce1f91555b51cd93c4fccfad1e6dbdc0bbe363242f01d76f9a"
        "b5553d415a6174d15b9ee82c5bfef5b74fe37922642cc6ef2b4b0b483ca3c3921cb8104b8982417a"
        "098c0a07849256262c37a62677b4c84b62714074fdd352aa44225a5373d580a4fcefca09e5eaef27"
        "403c13e9bedf27f2",
        5, 30, 6442450943, "H732W", "pyotp",
    ),
    (
        "steam",
        "1c331dd86617637df2098b09508f39b9a7783a1eb6948f93aa22797243488015",
        5, 30, 1472050349, "XXTDH", "pyotp",
    ),
    (
        "hotp",
        "2605209659e51c7ea54160b21309b0b3a2793680699fccc3371455ef43382f53d03f2a3bad158fc4"
        "e8900f309737afeeda995c218c6e17ab896f35c004b23b92",
        7, 30, 40, "2947666", "both",
    ),
    (
        "totp",
        "598a98360acedae5b683c8eae90e4c8b",
        10, 30, 1027399259, "1797854797", "pyotp",
    ),
    (
        "hotp",
        "bc5b9fbfcb9de09a65ec94f8feb493ccbac14437",
        9, 30, 4997075018277657171, "023685471", "pyotp",
    ),
    (
        "totp",
        "98fd2b3f3286e8fa45fe75859fe63b94099650b7bea41863796efbc32b8e9a3bdde09b3823f8e860"
        "d27858df96a84a5d4f632f2f20660821c93b1e0f20f09902",
        6, 15, 3361709985, "614866", "both",
    ),
    (
        "hotp",
        "39bf1294cd2db54d89724eefbb64d872",
        6, 30, 5724740358, "393678", "both",
    ),
    (
        "hotp",
        "c7ad37669690f56b0903764b638285a78580866f",
        9, 30, 18446744073709551615, "093658130", "pyotp",
    ),
    (
        "totp",
        "b260287c94b48f37c320",
        8, 1, 3387911306, "81438796", "oathtool",
    ),
    (
        "totp",
        "bdb069781dd5ed6f2a8f721a2a953668e3e67bb100f8703113ab2fcfd11e19378e46f5583901dbda"
        "2c4f4b7b7d2d4c8e689f3fdeee188461f5e24a9288d9256e34ed739043c451d55a76a1aa5201d49f"
        "4802caeff9b087374c40ca5588ff12b768d55d67fbbb02b71406bceec47b16657ab3dfb9365dd86a"
        "ef9364f1e61cd97e",
        10, 15, 2442631769, "0226856148", "pyotp",
    ),
    (
        "totp",
        "6e71123216609f832663",
        9, 1, 4453639533, "729264305", "helped",
    ),
    (
        "hotp",
        "56564d2aadc01184d06ded834672a23a",
        6, 30, 170, "181840", "both",
    ),
    (
        "totp",
        "21d10615d88504afe74b98f9cfd37ab264e9c5f62e2abd0f09e18e201ecbe7f85e52530da6e47070"
        "d69c26466b53a76c005e103cbd9b62869033a18012810f08463d6f72d3853d373282c13e9351916f"
        "f8985802514f3b878e0099d203ea834e4e63916079bfaa44b633283c7f3b17a178276d7188576e0f"
        "651ee69a5999e864",
        6, 1, 5411928452, "063233", "both",
    ),
    (
        "totp",
        "751404f683ec6cb93d8b249c9bb154a2fd87e7ad",
        6, 60, 951782401, "035838", "both",
    ),
    (
        "hotp",
        "c46241a7a6e184fd3e5a8587804adc3d9c9860ee",
        10, 30, 194, "1208876637", "pyotp",
    ),
    (
        "steam",
        "6a83f111e7e11f4e307a88194e2d0499e332f685",
        5, 30, 6381059730, "WCKC7", "pyotp",
    ),
    (
        "steam",
        "f50a94986c142537b8cd5ead88b52f1163c87672f1e8d86f9f8197907f72a762",
        5, 30, 5683445170, "B3HVQ", "pyotp",
    ),
    (
        "hotp",
        "58695f6007407100d6292a1d88fe4ee2",
        7, 30, 2147483649, "5507925", "both",
    ),
    (
        "totp",
        "c0778e1e3c436e28a1d29051ffb81c04",
        7, 30, 2537181659, "8023374", "both",
    ),
    (
        "steam",
        "b9fd2dd88d7acabf46c2ab8b5e78bcc0807830b968d20932e19092dd87340dbaa37b9ea9985aec08"
        "6cd11891dcf2fab1838925df739f983c1c5ca6a9353cf0e9",
        5, 30, 2318989397, "6B6GY", "pyotp",
    ),
    (
        "totp",
        "8d2144a0a1972ea827ad0f2e1f05c73eb001e93428ec5c618d19adcf2bee4fd223cc5fd691e134b6"
        "ca20378cbfe5909555046f2abd536cff1ba9cc0c2f204ea298d40428e2a668c365f08638fa57d7fd"
        "4131a5ce097392c35cb55fce1ab66b4c3ac4810061db161101a6c657fa03655fe1dcfed980267ed0"
        "7b689c8e9bb4924c",
        8, 86400, 453031229, "38118483", "oathtool",
    ),
    (
        "totp",
        "a9ef8fe534c2c95da3da565374ee0eadcbacf0b0",
        8, 60, 190463580, "29921660", "both",
    ),
    (
        "steam",
        "f392e4d1cff39b31db61904b3a7bbb7b",
        5, 30, 1073741824, "NHYP9", "pyotp",
    ),
    (
        "totp",
        "38af08413a4975bd92a1ea03308b86e8e20b3329d8183b97b48ef9a86caa8f10",
        7, 30, 1073741825, "6734784", "both",
    ),
    (
        "hotp",
        "28a81db1d7c082b098263162a0fd6a08c748004ae86a32f1c7e71519eb37c2ee",
        6, 30, 10585868662750003548, "784389", "both",
    ),
    (
        "steam",
        "d8114d91a3fa549c134629dcd6c95c405d5a756d64889c50bafdc42038bf5ba3",
        5, 30, 4202197829, "WY27R", "pyotp",
    ),
    (
        "hotp",
        "aa6a10b0a897cf5437391c65a3010ce6687a77aa3f18b62206d5fd724a3aa15f0d128ed77ae23019"
        "7dae8d42ee97958453be881e171297321d4acfcb0e40268f0076e539bc0e559eaf14d2e0cbc17bdb"
        "feed92ec0093c7f7e332297b84e79103fb83fe33e8110b290934a780c833939e3d3918d1f0f55df1"
        "afa51dd0079de732",
        6, 30, 6346236321986357714, "488842", "both",
    ),
    (
        "totp",
        "1a56f875e5349345e4ed5dfe0b38e5ed8bfb92926c67faed1b7eed7a4fddaff6b5d5e8fac082ba0f"
        "79549a2b8de57b3f1b283e05982cdadb969cfe41b5e880dc825fd0d8fb1d4ccec7710e497de7e240"
        "47b35f64fe59bd3423bcbd02abbef3d2f3a76095c24fd2c8462c8a7e2e387ac4d1fb48ca2558a35a"
        "ce264d5f2e4cb077",
        6, 60, 1735689600, "740413", "both",
    ),
    (
        "steam",
        "c6e49c23cedfe0d354dcf770696b2548",
        5, 30, 4766703510, "KNVTW", "pyotp",
    ),
    (
        "totp",
        "6b477eabca2a5efaa43d5db9a14185d06ffd1805",
        10, 11048, 1115016552, "1942793409", "helped",
    ),
    (
        "totp",
        "2f57f4fd1ac49a00b0d97a8b71842480",
        10, 30, 7257277769, "0251801857", "pyotp",
    ),
    (
        "steam",
        "cf0ef2a97687dc574875eec075ad28a70b92784f7da90b0cad6c0e3c5c86038712e73f9c2597c7b7"
        "78420b7feaa31bb56c10b8d5f8f79d42b521e17529375308",
        5, 30, 1, "NFJJN", "pyotp",
    ),
    (
        "hotp",
        "076657abbce9e885e05eb6cca1949af332d27b4f0ec03db7dd6ed2ee5a963d64f5e826489ebfd7f6"
        "3c5825c2798822c229e70f13c2b90d89bc2d8a50c751917dd494eec7cc8cc471e38ed2343d02f8f7"
        "69158d6ac691dc2f1ff1de9a4ffda5240adf0a613cd23a0191a898c1835c8ff755e0ab0e048e780e"
        "df73eb6b977a3204",
        6, 30, 479564324415779496, "935408", "both",
    ),
    (
        "steam",
        "3ddd0ed1b12e54f9231cced106003f613193aa79",
        5, 30, 4859100364, "MDFCT", "pyotp",
    ),
    (
        "steam",
        "63da8ac755ed296fd08d",
        5, 30, 1073741823, "FCY36", "helped",
    ),
    (
        "totp",
        "dc2b47fbaaddbde5c7bf2f01e449950d77d9387e62901d514572020993f38e1a8410bbbad52f7876"
        "1e8df16070bcd150fe43bb9bcdba6f3dc3aa239e14b99fdf3a0c78dc1a87c0fddaaca9851e0876c4"
        "442d3df5244c8bb1",
        10, 30, 2644314780, "0670742031", "pyotp",
    ),
    (
        "hotp",
        "90f52e0aba12013fc164a4095426caa9bfda57c08da254e9aa587273e503fe73",
        5, 30, 8200057151682581800, "18887", "oathtool",
    ),
    (
        "hotp",
        "c5d0b6b11d3b9534fcfd5d4757cada449f9cf5c76b05a78944953c85b92db104",
        9, 30, 59, "801584661", "pyotp",
    ),
    (
        "totp",
        "4da52e3694a6fa9cc1329233d528427b5840fed634f52185393777ac6813423c",
        6, 30, 1073741825, "310530", "both",
    ),
    (
        "totp",
        "787505c91ed2d928d066d6064f89c8955c60969b",
        7, 30, 5051892891, "1953917", "both",
    ),
    (
        "totp",
        "af4e72d0b5ea7f776627eb9d8ca38e97f2d4a9a6feb990a2a328f52907c5c3fdc09025341dda0c7e"
        "fe313c3cb0f41bf61dc917ad4e22714c761d72a920fa1b96",
        8, 1, 951782400, "78599946", "both",
    ),
    (
        "totp",
        "a42f03865270ef17f046f93cca1a8f968a27a4a61a594814c8ac41918fd993e76ef7fe1f58538a10"
        "97121b554e037eaee7545483f551a372af3b",
        10, 1, 1735335127, "0987855038", "pyotp",
    ),
    (
        "steam",
        "2b12e8e439f8808cd9ae198ed3c357f97bc16766aa5d40eb164f9891d63f5245",
        5, 30, 2777920693, "FXVCW", "pyotp",
    ),
    (
        "totp",
        "b345d076bd6e4c1dffd0f76e7dad5addef9e38d61d5e2b42fae62e2d300170bfa684c4c89dc106db"
        "25c889d4af5c",
        7, 60, 1073741825, "1310378", "both",
    ),
    (
        "steam",
        "eeb01ebd4a098e86ba62b2a6cc707a3bbeb9d09e",
        5, 30, 5780000729, "B4N9C", "pyotp",
    ),
    (
        "totp",
        "45eceea57bb87221fa5ee64948097bd10df3d7e55b7848c475086d1ad760ecb8ad041e4a254ea0cb"
        "ed553c8158671f2eb678dbf9ac96d4b93eea8f3eb5845bd7",
        5, 86400, 7258118399, "80950", "oathtool",
    ),
    (
        "totp",
        "8abe502179c9b6299157d666b85456d2d84f8e24",
        6, 30, 4647832323, "758518", "both",
    ),
    (
        "hotp",
        "def6b5c7a40dbabea6b94f82cd79ce175180dbeec680629c5207c1d5da135a660e263497c5a9a3bd"
        "964be76244ac231e1f3dee8fccc2ef5b508669046621b9fca6da4ae867e047b532906456844befb2"
        "55a1cf33cb065ace762bcae10f2c8cd2f849e6cb9c4ac6ffb2a6d6e369c3d507ba8032589c55d1b5"
        "2eb519796716e2b2",
        9, 30, 4611686018427387905, "704381312", "pyotp",
    ),
    (
        "steam",
        "5b72d8dbbf129197b432df9da300669f7a68598b",
        5, 30, 4107542400, "HTTJ3", "pyotp",
    ),
    (
        "steam",
        "a8b649a467af3527e87b3f67141f120628e575c88924d072ef1ed2159c02af7f",
        5, 30, 6925042589, "WKC4J", "pyotp",
    ),
    (
        "totp",
        "d5ef8752ec0aad0f76181ef24cf456e594eac945182999f7c38725eaf07826d6",
        6, 60, 941840402, "395618", "both",
    ),
    (
        "totp",
        "07e46aee364df6c087626a197887f8d97b85c33d9ec94e995760c10888e16286",
        10, 86400, 3393619199, "1799015971", "helped",
    ),
    (
        "totp",
        "e2237f2731c1e55fe9bc73f1868a03f3f82359aec9238c8cb8fe2d44101c0d83ab8fc3936e72112a"
        "f48f3183e492f21424953b407bb2010d751a0256e6d5c9cece9e87457132cdc86fe2fbd17092038f"
        "9c1141caedc96013bce1be5cba37c27f2590f934f4f0d5fd2320265cccea907e5ecb76674406d378"
        "9456de809b8482d7ebe32e6a206a5eb96791e84258411698358926ef2f90114e5a6aadc32a342292"
        "df1a56a932eb2feed2e047e1f30f31680b609c248dce327c43a141a6a4c5b730c1af521186a6dcca"
        "e03ebe7ee6d11413c17ce61a0db57b0d06b3fc2bef915c6a0a3e4eb61020728ba9de8e440fdb031f"
        "3e8f6e37effdb1",
        7, 1, 6277820263, "7356609", "both",
    ),
    (
        "steam",
        "d28876c3b2f825475bf051f6d4261c9e019544820381bc764a231c4260094701878876c796ba991d"
        "ade67f71da9b15564b1f5d4fd43dbe0a615289f653cae358",
        5, 30, 3077479116, "5GWWV", "pyotp",
    ),
    (
        "totp",
        "b186d9c987e79eae96aa0a77be08faa52f2c7a3e",
        10, 86400, 2454883200, "0499876196", "helped",
    ),
    (
        "totp",
        "ab7925456a6a8e1d27b8",
        7, 30, 5719917359, "1578657", "oathtool",
    ),
    (
        "steam",
        "0f4ba175aee846e8e44c480296aaa9756b955162c2646062a0967e392c6851e74f0dae94edb44cfc"
        "eed1ea43d4efa076155c2f2dc15a3f1ce354d50f438d9b8408025e5947ec84228a68ab0e3ca073d5"
        "34d34915c0afa4abfda310527d8f313faff2a98cd6767d283bb27ef01fcec3258bbff252af21836c"
        "02b23ae7eacf25b3a54dc036ef",
        5, 30, 2147483649, "D2QGJ", "pyotp",
    ),
    (
        "totp",
        "33bd4d4b2a5906f279b42c30f37bc1acd5f5de07ac8cc750c3a805077987b108",
        5, 30, 74808929, "81253", "oathtool",
    ),
    (
        "totp",
        "e363a5a4448b4776f3dc38aab5adf5026dd607f6",
        9, 60, 5691257600, "326935671", "pyotp",
    ),
    (
        "hotp",
        "de5ea6ce875ee3ebc4a77b5edc9b86f0f43585ece4b80199072e77e1bbfa0500afa543483e3347c1"
        "cdfbce262155555340f6326541454e3abb4870c2997a6dfc",
        8, 30, 1802972566, "65411934", "both",
    ),
    (
        "hotp",
        "f227a5aa42a8116e33d95dadc948061cb37f4621",
        9, 30, 9223372036854775808, "287223147", "pyotp",
    ),
    (
        "totp",
        "793af12c838b32db0c21be115d8bb227886ee90d216e8f63cb8825764af73a28",
        7, 15, 6015178211, "4076352", "both",
    ),
    (
        "steam",
        "44ed30ea710dc82b1150da0898d67e6d5f93e98a380f9bcc937fa5daaf340975",
        5, 30, 2017363110, "HBQ3R", "pyotp",
    ),
    (
        "totp",
        "b3c71b0e032a5b5181de8992332b5d23a6a104e40bba9289c5ac8d255fb22d856796d21ab20ae770"
        "36ba5fced38b1e319581cbf8b8522302197dd4cc1ffd9a29cf30e04229a5a78eeba6cb0298d40c11"
        "cc05dc80ea491d4d4adf18f7f0c81578a83c2763933ef05abec4bdd18f7d2fdbc01a72b939da992b"
        "ab7b51eb67262d0307ede9b1f7996ccf9247a7564cc01d99a214856fb71878a7a6352be5a5",
        6, 60, 6730974654, "996957", "both",
    ),
    (
        "steam",
        "dfc386fc19ef5c86c40fee8f6fc75f981513ae012b177656d0d9f679593deac2f5d358fcb9be0fce"
        "ef93a579b0fd83ce1d3139f2915a239b0771ba244d8c172b18e72d8c192c4a6c080a1699657e5ceb"
        "f3eef33dadf5d6cbf4c7e0f33a81aafffc8217dfc2e538140779577b6334cd34fa7cc60e8163011a"
        "4756bdf9c82c4f0baaff1231a97fe6acef4f22fbe96b4ba40599adc11331d784130e50c2c5c835",
        5, 30, 6295080718, "NWQ6Q", "pyotp",
    ),
    (
        "steam",
        "2cb1d43d5241de2c5a5803241c9f3a02",
        5, 30, 3090388950, "C63GC", "pyotp",
    ),
    (
        "hotp",
        "2d8908f99a4b4d392abea86673c5f1e3bc9f500d",
        8, 30, 6456119980895419177, "88312975", "both",
    ),
    (
        "hotp",
        "2fed0178319fbb9a31f88ff4e40245b49db9767becfe154671ffddca82b2b3a8",
        9, 30, 114846669, "658940847", "pyotp",
    ),
    (
        "totp",
        "c867ec4ff32f9dd3fcab2336e36fc8a9936797fb0e5becbfbabc33505e0e5782",
        5, 15, 1091965200, "77570", "oathtool",
    ),
    (
        "steam",
        "6eb15dda8e80ca561f8baa35ebe84d38bf051106",
        5, 30, 4294967297, "G7MDP", "pyotp",
    ),
    (
        "steam",
        "45773efdd4189f5a47efdbf577d9921f",
        5, 30, 2147483649, "8WF7V", "pyotp",
    ),
    (
        "totp",
        "c31fa21512a394549b1baece1c8875b3fc3a1ede",
        8, 30, 5911245130, "20891818", "both",
    ),
    (
        "hotp",
        "1ad14cf57c95c6a2a33386de7daae6c03e7bce804c5da9c7cc3ef4312d9987c4",
        6, 30, 18446744073709551615, "294122", "both",
    ),
    (
        "hotp",
        "231c76074c99bf7a9abbfd6cce8f12df79449de98029ee5389f97eb59224ea2a",
        7, 30, 4611686018427387904, "6865259", "both",
    ),
    (
        "hotp",
        "fcdef665b772631448d04f58a64229a6552e7768124fa90c21ac31bd303e916a0b44f6022e8a582b"
        "452e4fb9940ecb5ac94e43e733b6be26dc20a9c2ba453e8631412782eae71cea7d5e8fceb37f34b7"
        "391c3f7612073ee0502a988c0de30b80b77d87b0b4bc9400660f0fa09544c1cae4779a6e0a2f7838"
        "b89141423612833e",
        9, 30, 85, "806406164", "pyotp",
    ),
    (
        "hotp",
        "44b2585cd8581cabfa13fcbf764b6cae",
        5, 30, 5646819063484372713, "92787", "oathtool",
    ),
    (
        "steam",
        "d029699f25ff1594f120",
        5, 30, 4189837538, "VCQ6Y", "helped",
    ),
    (
        "totp",
        "98f0ca067f2ea59d6224cb3d70639df9a298153543d39356de3aa0d584130d1ba8817262c737e9f9"
        "ca4c5fbe8b45a96b0fbdf8cf5c7a0121636ed23453669623d62d06d918db86c95095b8cabb8e49b6"
        "a33eb665c57cd8e5330e9e6186ffc054fab6d928d8c4233d3a64634bb7c470b85cc475ce56715347"
        "00119894605e73e3",
        8, 60, 1073741824, "53610218", "both",
    ),
    (
        "hotp",
        "54422add651f03f73728c03567ab9e1d1b344ba3",
        6, 30, 60536691, "059189", "both",
    ),
    (
        "steam",
        "9a0a615a9f7a395e38da351013a1db72",
        5, 30, 40330455, "JB5W9", "pyotp",
    ),
)
