// Makes map.bin.xz, what Java itself writes of a HashMap of texts:
//   java MakeMap.java | xz -9 > map.bin.xz
// tests/importers/test_java_map.py has the same texts.
import java.io.ObjectOutputStream;
import java.util.HashMap;

public class MakeMap {
    public static void main(String[] arguments) throws Exception {
        HashMap<String, String> map = new HashMap<>();
        map.put("plain", "text");
        map.put("empty", "");
        map.put("umlaut", "\u00fcber");
        map.put("beyond 16 bits", "key \ud83d\udd11");
        map.put("nul", "a\u0000b");
        map.put("long", "0123456789".repeat(7000));
        String shared = "told twice";
        map.put("first", shared);
        map.put("second", shared);
        ObjectOutputStream stream = new ObjectOutputStream(System.out);
        stream.writeObject(map);
        stream.flush();
    }
}
