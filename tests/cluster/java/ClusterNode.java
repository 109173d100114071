import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.opensearch.analysis.common.CommonAnalysisPlugin;
import org.opensearch.common.settings.Settings;
import org.opensearch.env.Environment;
import org.opensearch.node.InternalSettingsPreparer;
import org.opensearch.knn.plugin.KNNPlugin;
import org.opensearch.node.Node;
import org.opensearch.transport.Netty4Plugin;

/** One OpenSearch node on loopback, of its published jars. Settings are arguments, as name=value; it says "started" on
 *  standard output, and ends when its standard input does, so that it never outlives the test that started it. */
public final class ClusterNode extends Node {
    private ClusterNode(Environment environment) {
        super(environment, List.of(Netty4Plugin.class, CommonAnalysisPlugin.class, KNNPlugin.class), true);
    }

    public static void main(String[] arguments) throws Exception {
        Settings.Builder settings = Settings.builder();
        for (String argument : arguments) {
            String[] pair = argument.split("=", 2);
            settings.put(pair[0], pair[1]);
        }
        Environment environment = InternalSettingsPreparer.prepareEnvironment(
            settings.build(), Map.of(), Path.of(settings.get("path.home")), () -> settings.get("node.name"));
        ClusterNode node = new ClusterNode(environment);
        node.start();
        System.out.println("started");
        System.out.flush();
        while (System.in.read() >= 0) { }
        System.exit(0);
    }
}
