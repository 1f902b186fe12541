# The script that is run names neither Keras nor fit.
from birds.components.prepare import Prepare
from birds.config.configuration import ConfigurationManager


class Stage:
    def main(self):
        config = ConfigurationManager().get_model_config()
        Prepare(config=config).update()


if __name__ == "__main__":
    Stage().main()
